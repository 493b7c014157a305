import 'server-only';
import { db } from '../db';
import { log } from '../log';
import { putOut } from '../rooms/removePerson';
import { discardFiles } from '../storage/discardFiles';
import { proveStreams } from './sessions';

/** Puts somebody out of every call of a tenant; LiveKit's silence keeps nobody from being removed. */
const leaveCalls = async (tenantId: string, userId: string) => {
  const running = await db().meeting.findMany({
    where: { tenantId, endedAt: null },
    select: { roomId: true },
    distinct: ['roomId'],
  });
  const leaving = running.map(async ({ roomId }) => {
    await putOut(roomId, { id: userId, isGuest: false }).catch((error: unknown) => {
      log().warn({ roomId, userId, error }, 'not put out of the call');
    });
  });
  await Promise.all(leaving);
};

/**
 * Ends all that somebody has open in a tenant that they belong to no more: streams, calls, and files on their way.
 * Their sessions go on, for they may belong elsewhere.
 */
export const showOut = async (tenantId: string, userId: string) => {
  await proveStreams(userId);
  await leaveCalls(tenantId, userId);
  await discardFiles({ tenantId, ownerId: userId, ownerIsGuest: false, state: 'uploading' });
};
