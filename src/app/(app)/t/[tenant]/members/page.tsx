import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrate, load, loadPages, trpc } from '@/api/server';
import { Members } from '@/features/auth/Members';
import { canInTenant } from '@/shared/permissions';
import { requireViewer } from '../requireViewer';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('members'))('title'),
});

export default async function MembersPage({ params }: PageProps<'/t/[tenant]/members'>) {
  const { tenant: slug } = await params;
  const { user, tenant } = await requireViewer(slug, `/t/${slug}/members`);
  const { members, invitations } = trpc.auth;
  await loadPages(
    members.list.infiniteQueryOptions(
      { tenant: slug, search: '' },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  if (canInTenant(tenant.role, 'member:invite')) await load(invitations.list.queryOptions({ tenant: slug }));
  return (
    <Hydrate>
      <Members tenant={tenant} userId={user.id} />
    </Hydrate>
  );
}
