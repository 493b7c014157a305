import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Hydrate, load, loadPages, trpc } from '@/api/server';
import { RoomDetails } from '@/features/rooms/RoomDetails';
import { RoomRecordings } from '@/features/storage/RoomRecordings';
import { RoomFiles } from '@/features/storage/RoomFiles';
import { originOfTenant } from '@/server/origin';
import { canInRoom } from '@/shared/permissions';
import { requireViewer } from '../../requireViewer';
import { RoomChat } from './RoomChat';

type Params = PageProps<'/t/[tenant]/rooms/[roomId]'>['params'];

const loadRoom = async (params: Params) => {
  const { tenant: slug, roomId } = await params;
  const { user } = await requireViewer(slug, `/t/${slug}/rooms/${roomId}`);
  const room = await load(trpc.rooms.get.queryOptions({ roomId }));
  // Every room has one address: that of its own tenant.
  if (room.tenant.slug !== slug) notFound();
  return { room, user };
};

export const generateMetadata = async ({ params }: { params: Params }): Promise<Metadata> => ({
  title: (await loadRoom(params)).room.name,
});

export default async function RoomPage({ params }: PageProps<'/t/[tenant]/rooms/[roomId]'>) {
  const { room, user } = await loadRoom(params);
  if (canInRoom(room.role, 'attendance:read'))
    await loadPages(
      trpc.rooms.meetings.infiniteQueryOptions(
        { roomId: room.id },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    );
  if (canInRoom(room.role, 'room:invite')) {
    await load(trpc.rooms.people.list.queryOptions({ roomId: room.id }));
    await load(trpc.rooms.links.list.queryOptions({ roomId: room.id }));
    await load(trpc.rooms.bars.list.queryOptions({ roomId: room.id }));
  }
  await loadPages(
    trpc.storage.recordings.listRoom.infiniteQueryOptions(
      { roomId: room.id, search: '' },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  await loadPages(
    trpc.storage.listRoom.infiniteQueryOptions(
      { roomId: room.id, search: '' },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  return (
    <Hydrate>
      <RoomDetails
        roomId={room.id}
        siteUrl={await originOfTenant({ slug: room.tenant.slug })}
        recordings={<RoomRecordings roomId={room.id} tenant={room.tenant.slug} />}
        files={<RoomFiles roomId={room.id} />}
        chat={<RoomChat roomId={room.id} self={{ id: user.id, isGuest: false, name: user.name }} />}
      />
    </Hydrate>
  );
}
