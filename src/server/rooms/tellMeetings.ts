import 'server-only';
import { db } from '../db';
import { publish } from '../events';

/** Tells the pages that show a room's meetings, or that one runs in it. */
export const tellMeetings = async (roomId: string) => {
  const room = await db().room.findUnique({ where: { id: roomId }, select: { tenantId: true } });
  if (!room) return;
  await publish('room', roomId, { type: 'changed', what: 'meetings' });
  await publish('tenant', room.tenantId, { type: 'changed', what: 'rooms' });
};
