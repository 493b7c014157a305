import { notFound, redirect } from 'next/navigation';
import { currentUser } from '@/server/auth/currentUser';
import { gateVerdict } from '@/server/auth/gateVerdict';
import { proveHere } from '@/server/currentHost';

/**
 * The person who looks at a tenant's page, and the tenant. The anonymous go to sign in and come back to `path`;
 * whom the tenant's gate keeps out goes to where it says why; to people of other tenants there is nothing here, nor
 * under another tenant's host.
 */
export const requireViewer = async (slug: string, path: string) => {
  await proveHere(slug);
  const user = await currentUser();
  if (!user) return redirect(`/t/${slug}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  const tenant = user.tenants.find((one) => one.slug === slug) ?? notFound();
  const verdict = await gateVerdict(slug);
  if (verdict === 'NOT_FOUND') notFound();
  if (verdict) redirect(`/closed/${slug}?callbackUrl=${encodeURIComponent(path)}`);
  return { user, tenant };
};
