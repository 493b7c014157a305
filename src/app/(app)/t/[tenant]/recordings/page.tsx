import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrate, loadPages, trpc } from '@/api/server';
import { readRecordingsView } from '@/features/storage/readRecordingsView';
import { Recordings } from '@/features/storage/Recordings';
import { requireViewer } from '../requireViewer';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('recordings'))('title'),
});

export default async function RecordingsPage({ params, searchParams }: PageProps<'/t/[tenant]/recordings'>) {
  const { tenant: slug } = await params;
  const query = await searchParams;
  const { tenant } = await requireViewer(slug, `/t/${slug}/recordings`);
  await loadPages(
    trpc.storage.recordings.list.infiniteQueryOptions(
      { tenant: slug, ...readRecordingsView((name) => query[name]) },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <Hydrate>
      <Recordings tenant={tenant} />
    </Hydrate>
  );
}
