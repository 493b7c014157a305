import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { Hydrate, load, trpc } from '@/api/server';
import { OperatorNav } from '@/features/auth/OperatorNav';
import { OperatorParts } from '@/features/auth/OperatorParts';
import { currentUser } from '@/server/auth/currentUser';
import { AppHeader } from '../../AppHeader';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('parts'))('title'),
});

/** The parts of the deployment, for whoever runs it; to everybody else there is nothing here. */
export default async function OperatorPartsPage() {
  const user = (await currentUser()) ?? notFound();
  await load(trpc.auth.operator.parts.queryOptions({ days: '1' }));
  const [tenant] = user.tenants;
  return (
    <Hydrate>
      {tenant && <AppHeader user={user} tenant={tenant} />}
      <main id="content" tabIndex={-1} className="page py-8 outline-none sm:py-12">
        <OperatorNav />
        <OperatorParts />
      </main>
    </Hydrate>
  );
}
