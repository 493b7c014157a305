import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { db } from '../db';
import { discardAll } from '../storage/cleanFiles';

const BATCH = 1_000;

/**
 * Deletes every message that matches, with its files, oldest first and a batch a statement: what is gone stays gone,
 * whatever the rest does. Returns how many of both there were.
 */
export const discardMessages = async (where: Prisma.MessageWhereInput) => {
  const gone = { messages: 0, messageFiles: 0 };
  for (;;) {
    const batch = await db().message.findMany({
      where,
      select: { id: true },
      orderBy: { position: 'asc' },
      take: BATCH,
    });
    const ids = batch.map(({ id }) => id);
    if (ids.length === 0) return gone;
    gone.messageFiles += await discardAll({ messageId: { in: ids } }, { isDryRun: false });
    gone.messages += (await db().message.deleteMany({ where: { id: { in: ids } } })).count;
  }
};
