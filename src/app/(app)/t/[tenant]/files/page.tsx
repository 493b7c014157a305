import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Hydrate, load, loadPages, trpc } from '@/api/server';
import { Files } from '@/features/storage/Files';
import { readFilesView } from '@/features/storage/readFilesView';
import { requireViewer } from '../requireViewer';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('files'))('title'),
});

export default async function FilesPage({ params, searchParams }: PageProps<'/t/[tenant]/files'>) {
  const { tenant: slug } = await params;
  const query = await searchParams;
  const { tenant } = await requireViewer(slug, `/t/${slug}/files`);
  await Promise.all([
    loadPages(
      trpc.storage.list.infiniteQueryOptions(
        { tenant: slug, ...readFilesView((name) => query[name]) },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    ),
    load(trpc.storage.usage.queryOptions({ tenant: slug })),
  ]);
  return (
    <Hydrate>
      <Files tenant={tenant} />
    </Hydrate>
  );
}
