import { mediaRights } from '@/shared/permissions';
import { roomSelect } from '@/server/access';
import { proveMeeting } from '@/server/auth/quotas';
import { db } from '@/server/db';
import { listIdentities, openRoom, signToken } from '@/server/livekit';
import { admitMember } from '@/server/rooms/admissions';
import { identityOf } from '@/server/rooms/identity';
import { takeSeat } from '@/server/rooms/seats';

/** What `rooms.join` asks of PostgreSQL, Redis and LiveKit for one of the tenant's people, and nothing else. */
export const bareJoin = async (request: Request): Promise<Response> => {
  const search = new URL(request.url).searchParams;
  const [roomId, userId] = [search.get('roomId') ?? '', search.get('userId') ?? ''];
  const room = await db().room.findUniqueOrThrow({
    where: { id: roomId, deletedAt: null },
    select: roomSelect(userId, userId),
  });
  const { name, avatarId } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, avatarId: true },
  });
  const limit = await proveMeeting(room);
  await openRoom(roomId, limit);
  const inside = await listIdentities(roomId);
  const identity = identityOf({ id: userId, isGuest: false }, 'bench-tab');
  await takeSeat(roomId, identity, { limit, inside });
  await admitMember(roomId, {
    id: userId,
    isGuest: false,
    name,
    address: '127.0.0.1',
    since: new Date(),
    isByHost: false,
    linkId: null,
  });
  const role = 'participant';
  const rights = mediaRights({ role, settings: room, rules: {} });
  const token = await signToken({ room: roomId, identity, name, role, rights, avatarId });
  return Response.json({ token, identity, name, role, rights });
};
