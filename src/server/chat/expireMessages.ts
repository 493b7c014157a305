import 'server-only';
import { db } from '../db';
import { publish } from '../events';
import type { Removed, RunOptions } from '../jobs';
import { discardMessages } from './discardMessages';

const DAY = 24 * 3600 * 1000;

const expireIn = async (room: { id: string; historyDays: number }, options: RunOptions): Promise<Removed> => {
  const before = new Date(Date.now() - room.historyDays * DAY);
  const where = { roomId: room.id, createdAt: { lt: before } };
  if (options.isDryRun)
    return {
      messages: await db().message.count({ where }),
      messageFiles: await db().file.count({ where: { message: where } }),
    };
  const gone = await discardMessages(where);
  if (gone.messages > 0) await publish('room', room.id, { type: 'changed', what: 'messages' });
  return gone;
};

/** Messages, with their files, that are older than their room keeps them. */
export const expireMessages = async (options: RunOptions): Promise<Removed> => {
  const rooms = await db().room.findMany({
    where: { historyDays: { not: null } },
    select: { id: true, historyDays: true },
  });
  const total = { messages: 0, messageFiles: 0 };
  for (const { id, historyDays } of rooms) {
    const gone = await expireIn({ id, historyDays: historyDays ?? 0 }, options);
    total.messages += gone['messages'] ?? 0;
    total.messageFiles += gone['messageFiles'] ?? 0;
  }
  return total;
};
