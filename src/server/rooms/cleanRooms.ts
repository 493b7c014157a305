import 'server-only';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { listOpenRooms } from '../livekit';
import { discardAll } from '../storage/cleanFiles';
import { undoLimit } from '../undoLimit';
import { afterMeeting } from './meetings';

/** Days that a webhook's id is kept to know its replay by; LiveKit gives up after hours. */
const WEBHOOK_DAYS = 30;
/** Milliseconds before a meeting without a LiveKit room is lost rather than just beginning. */
const LOST_AFTER = 2 * 60_000;

/** Rooms whose thirty days of undo are over, with all that is in them, and webhooks nobody will replay. */
export const purgeRooms = async (options: RunOptions): Promise<Removed> => {
  const where = { deletedAt: { lt: undoLimit() } };
  const rooms = await db().room.findMany({ where, select: { id: true } });
  const ids = rooms.map(({ id }) => id);
  const roomFiles = await discardAll({ roomId: { in: ids } }, options);
  if (!options.isDryRun) await db().room.deleteMany({ where: { ...where, id: { in: ids } } });
  const old = { receivedAt: { lt: new Date(Date.now() - WEBHOOK_DAYS * 24 * 3600 * 1000) } };
  const webhooks = options.isDryRun
    ? await db().webhookEvent.count({ where: old })
    : (await db().webhookEvent.deleteMany({ where: old })).count;
  return { rooms: ids.length, roomFiles, webhooks };
};

/** Closes meetings whose end was never told: LiveKit has no such room any more. */
export const closeLostMeetings = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const open = await db().meeting.findMany({
    where: { endedAt: null, startedAt: { lt: new Date(Date.now() - LOST_AFTER) } },
    select: { id: true, roomId: true, livekitSid: true },
  });
  if (open.length === 0) return { lostMeetings: 0 };
  const running = new Set((await listOpenRooms()).map(({ sid }) => sid));
  const lost = open.filter(({ livekitSid }) => !running.has(livekitSid));
  if (isDryRun) return { lostMeetings: lost.length };
  const endedAt = new Date();
  for (const { id, roomId } of lost) {
    await db().$transaction([
      db().meeting.updateMany({ where: { id, endedAt: null }, data: { endedAt } }),
      db().attendance.updateMany({ where: { meetingId: id, leftAt: null }, data: { leftAt: endedAt } }),
    ]);
    await afterMeeting(roomId);
  }
  return { lostMeetings: lost.length };
};
