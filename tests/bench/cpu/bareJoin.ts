import { mediaRights } from '@/shared/permissions';
import { roomColumns } from '@/server/access';
import { db } from '@/server/db';
import { listIdentities, openRoom, signToken } from '@/server/livekit';
import { identityOf } from '@/server/rooms/identity';
import { takeSeat } from '@/server/rooms/seats';

/** What `rooms.join` asks of PostgreSQL, Redis and LiveKit for one of the tenant's people, and nothing else. */
export const bareJoin = async (request: Request): Promise<Response> => {
  const search = new URL(request.url).searchParams;
  const [roomId, userId] = [search.get('roomId') ?? '', search.get('userId') ?? ''];
  const room = await db().room.findUniqueOrThrow({
    where: { id: roomId, deletedAt: null },
    select: {
      ...roomColumns,
      tenantId: true,
      hostId: true,
      tenant: {
        select: { slug: true, name: true, memberships: { where: { userId }, select: { role: true } } },
      },
      members: { where: { userId }, select: { role: true } },
    },
  });
  const { name, avatarId } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, avatarId: true },
  });
  await openRoom(roomId, room.maxParticipants);
  const inside = await listIdentities(roomId);
  const identity = identityOf({ id: userId, isGuest: false }, 'bench-tab');
  await takeSeat(roomId, identity, { limit: room.maxParticipants, inside });
  const role = 'participant';
  const rights = mediaRights({ role, settings: room, rules: {} });
  const token = await signToken({ room: roomId, identity, name, role, rights, avatarId });
  return Response.json({ token, identity, name, role, rights });
};
