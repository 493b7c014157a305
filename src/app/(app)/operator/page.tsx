import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { Hydrate, loadPages, trpc } from '@/api/server';
import { OperatorNav } from '@/features/auth/OperatorNav';
import { OperatorTenants } from '@/features/auth/OperatorTenants';
import { currentUser } from '@/server/auth/currentUser';
import { AppHeader } from '../AppHeader';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('operator'))('title'),
});

/** All organisations of the deployment, for whoever runs it; to everybody else there is nothing here. */
export default async function OperatorPage() {
  const user = (await currentUser()) ?? notFound();
  await loadPages(
    trpc.auth.operator.list.infiniteQueryOptions(
      { search: '', state: 'all' },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  const [tenant] = user.tenants;
  return (
    <Hydrate>
      {tenant && <AppHeader user={user} tenant={tenant} />}
      <main id="content" tabIndex={-1} className="page py-8 outline-none sm:py-12">
        <OperatorNav />
        <OperatorTenants />
      </main>
    </Hydrate>
  );
}
