import 'server-only';
import { actorOf, audit } from '../audit';
import { db } from '../db';
import type { Host } from './moderate';
import { tellRoom } from './tellRoom';

/** Locks a room until its meeting ends, or unlocks it: only hosts and who was in the meeting come in. */
export const lockRoom = async (host: Host, isLocked: boolean) => {
  const { id, name, tenantId } = host.room;
  const data = { lockedAt: isLocked ? new Date() : null };
  await db().room.update({ where: { id }, data, select: { id: true } });
  await tellRoom(host.room);
  await audit(await actorOf(host), {
    tenantId,
    action: isLocked ? 'room.lock' : 'room.unlock',
    target: { kind: 'room', id, name },
  });
};

/** The lock is for one meeting. */
export const endLock = async (roomId: string) => {
  await db().room.updateMany({ where: { id: roomId, lockedAt: { not: null } }, data: { lockedAt: null } });
};
