import 'server-only';
import { discardMessages } from '../chat/discardMessages';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { log } from '../log';
import { discardAll } from '../storage/cleanFiles';
import { undoLimit } from '../undoLimit';

/** Days that a webhook's id is kept to know its replay by; LiveKit gives up after hours. */
const WEBHOOK_DAYS = 30;
/** Meetings, with everybody's stay, that one statement deletes. */
const MEETINGS_AT_ONCE = 100;

const discardMeetings = async (roomId: string) => {
  for (;;) {
    const batch = await db().meeting.findMany({
      where: { roomId },
      select: { id: true },
      orderBy: { startedAt: 'asc' },
      take: MEETINGS_AT_ONCE,
    });
    if (batch.length === 0) return;
    await db().meeting.deleteMany({ where: { id: { in: batch.map(({ id }) => id) } } });
  }
};

/**
 * Deletes a room for good, with all that is in it: bit by bit, however much that is, and the row last, so that what is
 * left of a run that was cut off is found by it again. Returns how many files it had.
 */
export const discardRoom = async (id: string): Promise<number> => {
  const files = await discardAll({ roomId: id }, { isDryRun: false });
  await discardMessages({ roomId: id });
  await discardMeetings(id);
  await db().room.deleteMany({ where: { id } });
  return files;
};

const purgeWebhooks = async ({ isDryRun }: RunOptions) => {
  const where = { receivedAt: { lt: new Date(Date.now() - WEBHOOK_DAYS * 24 * 3600 * 1000) } };
  if (isDryRun) return await db().webhookEvent.count({ where });
  return (await db().webhookEvent.deleteMany({ where })).count;
};

/**
 * Rooms whose thirty days of undo are over, with all that is in them, and webhooks nobody will replay. One that can't
 * be deleted now is tried again by the next run.
 */
export const purgeRooms = async (options: RunOptions): Promise<Removed> => {
  const where = { deletedAt: { lt: undoLimit() } };
  const found = await db().room.findMany({ where, select: { id: true } });
  const ids = found.map(({ id }) => id);
  const gone = { rooms: 0, roomFiles: 0 };
  if (options.isDryRun) {
    gone.rooms = ids.length;
    gone.roomFiles = await discardAll({ roomId: { in: ids } }, options);
  } else
    for (const roomId of ids)
      try {
        gone.roomFiles += await discardRoom(roomId);
        gone.rooms += 1;
      } catch (error) {
        log().error({ roomId, error }, 'room not purged');
      }
  return { ...gone, webhooks: await purgeWebhooks(options) };
};
