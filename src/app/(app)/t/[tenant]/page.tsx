import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrate, load, loadPages, trpc } from '@/api/server';
import { readRoomsView } from '@/features/rooms/readRoomsView';
import { Rooms } from '@/features/rooms/Rooms';
import { originOfTenant } from '@/server/origin';
import { requireViewer } from './requireViewer';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('rooms'))('title'),
});

export default async function RoomsPage({ params, searchParams }: PageProps<'/t/[tenant]'>) {
  const { tenant: slug } = await params;
  const { q, view } = await searchParams;
  const { tenant } = await requireViewer(slug, `/t/${slug}`);
  await load(trpc.rooms.defaults.queryOptions({ tenant: slug }));
  await loadPages(
    trpc.rooms.list.infiniteQueryOptions(
      { tenant: slug, ...readRoomsView(q, view) },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <Hydrate>
      <Rooms tenant={tenant} siteUrl={await originOfTenant({ slug })} />
    </Hydrate>
  );
}
