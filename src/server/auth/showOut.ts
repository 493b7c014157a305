import 'server-only';
import { db } from '../db';
import { log } from '../log';
import { applyRights } from '../rooms/applyRights';
import { putOut } from '../rooms/removePerson';
import { discardFiles } from '../storage/discardFiles';
import { proveStreams } from './sessions';

/** Does something in every room of a tenant where a meeting runs; LiveKit's silence is logged and stops nothing. */
const inCalls = async (tenantId: string, work: (roomId: string) => Promise<void>) => {
  const running = await db().meeting.findMany({
    where: { tenantId, endedAt: null },
    select: { roomId: true },
    distinct: ['roomId'],
  });
  const working = running.map(async ({ roomId }) => {
    await work(roomId).catch((error: unknown) => log().warn({ roomId, error }, 'the call did not follow'));
  });
  await Promise.all(working);
};

/** Has all that somebody has open in a tenant follow the role that they have there now. */
export const followRole = async (tenantId: string, userId: string) => {
  await proveStreams(userId);
  await inCalls(tenantId, async (roomId) => await applyRights(roomId));
};

/**
 * Ends all that somebody has open in a tenant that they belong to no more: streams, calls, and files that they have not sent yet.
 * Their sessions go on, for they may belong elsewhere.
 */
export const showOut = async (tenantId: string, userId: string) => {
  await proveStreams(userId);
  await inCalls(tenantId, async (roomId) => {
    await putOut(roomId, [{ id: userId, isGuest: false }]);
    // Whoever hosts their rooms from now on may be in the call.
    await applyRights(roomId);
  });
  await discardFiles({
    tenantId,
    ownerId: userId,
    ownerIsGuest: false,
    purpose: 'attachment',
    messageId: null,
  });
};
