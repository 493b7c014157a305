import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { undoLimit } from '../undoLimit';
import { discardFiles } from './discardFiles';

const BATCH = 200;

/** Deletes every file that matches, a batch at a time; returns how many there were. */
export const discardAll = async (where: Prisma.FileWhereInput, { isDryRun }: RunOptions): Promise<number> => {
  if (isDryRun) return await db().file.count({ where });
  let total = 0;
  for (;;) {
    const found = await db().file.findMany({ where, select: { id: true }, take: BATCH });
    const gone = await discardFiles({ AND: [where, { id: { in: found.map(({ id }) => id) } }] });
    total += gone.length;
    if (gone.length === 0) return total;
  }
};

/** Files that nobody claimed in their time, and those whose thirty days of undo are over. */
export const cleanFiles = async (options: RunOptions): Promise<Removed> => ({
  unclaimedFiles: await discardAll({ expiresAt: { lt: new Date() } }, options),
  deletedFiles: await discardAll({ deletedAt: { lt: undoLimit() } }, options),
});
