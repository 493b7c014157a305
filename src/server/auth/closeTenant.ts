import 'server-only';
import { db } from '../db';
import { publish } from '../events';
import { closeRoom, listOpenRooms } from '../livekit';
import { log } from '../log';
import { endRecordings } from '../rooms/recordRoom';
import { discardFiles } from '../storage/discardFiles';

const endCalls = async (tenantId: string) => {
  const open = await listOpenRooms();
  const rooms = await db().room.findMany({
    where: { tenantId, id: { in: open.map(({ name }) => name) } },
    select: { id: true },
  });
  await Promise.all(rooms.map(async ({ id }) => await closeRoom(id)));
};

const endStreams = async (tenantId: string) => {
  await publish('tenant', tenantId, { type: 'access' });
  const rooms = await db().room.findMany({ where: { tenantId }, select: { id: true } });
  await Promise.all(rooms.map(async ({ id }) => await publish('room', id, { type: 'access' })));
};

/**
 * Ends all that is open in a tenant that may no more: streams, recordings, calls, and files on their way. LiveKit's
 * silence stops nothing: nobody gets a token any more, and recordings are ended by their ledger.
 */
export const closeTenant = async (tenantId: string) => {
  await endStreams(tenantId);
  await discardFiles({ tenantId, state: 'uploading' });
  await endRecordings(tenantId);
  await endCalls(tenantId).catch((error: unknown) => log().error({ tenantId, error }, 'calls not ended'));
};
