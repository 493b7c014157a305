import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { isRecordingMoving, RECORDING_STATES } from '@/shared/recordings';
import { db } from '../db';
import { recordingKey } from '../egress';
import { publish } from '../events';
import type { Removed, RunOptions } from '../jobs';
import { log } from '../log';
import { deleteObjects } from '../objectStore';
import { undoLimit } from '../undoLimit';
import { discardAll } from './cleanFiles';

const DAY = 24 * 3600 * 1000;
const BATCH = 100;
/** Days that a link which is over is shown to those who made it. */
const LINK_DAYS = 30;

const over = { state: { in: RECORDING_STATES.filter((state) => !isRecordingMoving(state)) } };

/** What a recorder stored without a file to tell of it goes as well. */
const freeStore = async (ids: readonly string[]) => {
  await deleteObjects(ids.map(recordingKey)).catch((error: unknown) =>
    log().warn({ ids, error }, 'objects left behind'),
  );
};

/** Deletes recordings for good with all their forms, a batch at a time; returns how many there were. */
const discardRecordings = async (where: Prisma.RecordingWhereInput, options: RunOptions): Promise<number> => {
  if (options.isDryRun) return await db().recording.count({ where });
  let total = 0;
  for (;;) {
    const found = await db().recording.findMany({ where, select: { id: true }, take: BATCH });
    const ids = found.map(({ id }) => id);
    const batch = { AND: [where, { id: { in: ids } }] };
    await discardAll({ recording: batch }, options);
    // One that has got a file since, or was brought back, is not among them.
    const gone = await db().recording.deleteMany({ where: { AND: [batch, { files: { none: {} } }] } });
    if (gone.count === 0) return total;
    total += gone.count;
    const left = await db().recording.findMany({ where: { id: { in: ids } }, select: { id: true } });
    const kept = new Set(left.map(({ id }) => id));
    await freeStore(ids.filter((id) => !kept.has(id)));
  }
};

/** Recordings that are older than their tenant keeps them: by their last picture, or by the wish where there is none. */
const outlived = async (options: RunOptions) => {
  const tenants = await db().tenant.findMany({
    where: { recordingDays: { not: null } },
    select: { id: true, recordingDays: true },
  });
  let total = 0;
  for (const { id: tenantId, recordingDays } of tenants) {
    const before = { lt: new Date(Date.now() - (recordingDays ?? 0) * DAY) };
    const old = { OR: [{ endedAt: before }, { endedAt: null, requestedAt: before }] };
    const gone = await discardRecordings({ ...over, tenantId, ...old }, options);
    if (gone > 0 && !options.isDryRun)
      await publish('tenant', tenantId, { type: 'changed', what: 'recordings' });
    total += gone;
  }
  return total;
};

/** Recordings whose time is over, or whose thirty days of undo are, and links that ended long ago. */
export const cleanRecordings = async (options: RunOptions): Promise<Removed> => {
  const oldLinks = { expiresAt: { lt: new Date(Date.now() - LINK_DAYS * DAY) } };
  return {
    oldRecordings: await outlived(options),
    deletedRecordings: await discardRecordings({ ...over, deletedAt: { lt: undoLimit() } }, options),
    endedLinks: options.isDryRun
      ? await db().shareLink.count({ where: oldLinks })
      : (await db().shareLink.deleteMany({ where: oldLinks })).count,
  };
};
