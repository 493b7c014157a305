import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Hydrate, load, loadPages, trpc } from '@/api/server';
import { originOfTenant } from '@/server/origin';
import { readStartAt } from '../../../../readStartAt';
import { requireViewer } from '../../requireViewer';
import { WatchedRecording } from './WatchedRecording';

type Props = PageProps<'/t/[tenant]/recordings/[recordingId]'>;

const loadRecording = async (params: Props['params']) => {
  const { tenant: slug, recordingId } = await params;
  await requireViewer(slug, `/t/${slug}/recordings/${recordingId}`);
  const recording = await load(trpc.storage.recordings.get.queryOptions({ recordingId }));
  const room = await load(trpc.rooms.get.queryOptions({ roomId: recording.room.id }));
  // Every recording has one address: that of its own tenant.
  if (room.tenant.slug !== slug) notFound();
  return { recording, slug };
};

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await loadRecording(params)).recording.name,
});

export default async function RecordingPage({ params, searchParams }: Props) {
  const { recording, slug } = await loadRecording(params);
  await loadPages(
    trpc.storage.recordings.chat.infiniteQueryOptions(
      { recordingId: recording.id },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <Hydrate>
      <WatchedRecording
        recordingId={recording.id}
        roomId={recording.room.id}
        tenant={slug}
        siteUrl={await originOfTenant({ slug })}
        startAt={readStartAt((await searchParams)['t'])}
      />
    </Hydrate>
  );
}
