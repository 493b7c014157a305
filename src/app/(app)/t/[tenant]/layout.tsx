import { notFound } from 'next/navigation';
import { currentUser } from '@/server/auth/currentUser';
import { gateVerdict } from '@/server/auth/gateVerdict';
import { proveHere } from '@/server/currentHost';
import { AppHeader } from '../../AppHeader';

export default async function TenantLayout({ children, params }: LayoutProps<'/t/[tenant]'>) {
  const { tenant: slug } = await params;
  await proveHere(slug);
  const user = await currentUser();
  // The page sends the anonymous to sign in, and whom the gate keeps out to its reasons: it alone knows where they
  // wanted to go.
  if (!user) return children;
  const tenant = user.tenants.find((one) => one.slug === slug) ?? notFound();
  if (await gateVerdict(slug)) return children;
  return (
    <>
      <AppHeader user={user} tenant={tenant} />
      <main id="content" tabIndex={-1} className="page py-8 outline-none sm:py-12">
        {children}
      </main>
    </>
  );
}
