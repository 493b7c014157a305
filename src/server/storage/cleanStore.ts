import 'server-only';
import { isRecordingMoving, RECORDING_STATES } from '@/shared/recordings';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { log } from '../log';
import { abortMultipart, listMultiparts, type Multipart } from '../multipart';
import { compareStore } from './compareStore';
import { discardFiles } from './discardFiles';
import { bornAt, parseKey, type StoreKey } from './storeKey';

/** Milliseconds that anything may be half-made: younger objects, rows and uploads are somebody's work. */
const GRACE = 24 * 3600 * 1000;
/** Rows without an object are deleted up to this many or this share; beyond it the store is not what it was. */
const MISSING_MAX = 50;
const MISSING_SHARE = 0.05;

const MOVING = RECORDING_STATES.filter(isRecordingMoving);

type Old = Multipart & StoreKey;

/** Of old multipart uploads of recordings, those that no recorder is at any more. */
const abandoned = async (uploads: readonly Old[], before: Date) => {
  const working = await db().recording.findMany({
    where: {
      id: { in: uploads.map(({ id }) => id) },
      OR: [{ state: { in: MOVING } }, { changedAt: { gt: before } }],
    },
    select: { id: true },
  });
  const inUse = new Set(working.map(({ id }) => id));
  return uploads.filter(({ id }) => !inUse.has(id));
};

/** Of old multipart uploads of files, those that nobody can go on with. */
const forgotten = async (uploads: readonly Old[]) => {
  const known = await db().uploadSession.findMany({
    where: { uploadId: { in: uploads.map(({ uploadId }) => uploadId) } },
    select: { uploadId: true },
  });
  const inUse = new Set(known.map(({ uploadId }) => uploadId));
  return uploads.filter(({ uploadId }) => !inUse.has(uploadId));
};

const staleUploads = async ({ isDryRun }: RunOptions, before: Date) => {
  let count = 0;
  for await (const page of listMultiparts()) {
    const old = page.flatMap((upload): Old[] => {
      const parsed = parseKey(upload.key);
      return parsed && bornAt(parsed.id) < before.getTime() ? [{ ...upload, ...parsed }] : [];
    });
    const stale = [
      ...(await forgotten(old.filter(({ of }) => of === 'file'))),
      ...(await abandoned(
        old.filter(({ of }) => of === 'recording'),
        before,
      )),
    ];
    if (!isDryRun) for (const upload of stale) await abortMultipart(upload);
    count += stale.length;
  }
  return count;
};

const dropMissing = async (missing: readonly string[], checked: number, { isDryRun }: RunOptions) => {
  if (missing.length > Math.max(MISSING_MAX, checked * MISSING_SHARE))
    throw new Error(`${missing.length} of ${checked} files have no object: is this the right object store?`);
  if (missing.length > 0) log().error({ files: missing }, 'files without an object');
  if (isDryRun || missing.length === 0) return missing.length;
  const id = { in: [...missing] };
  await discardFiles({ id });
  await db().recording.updateMany({
    where: { id, state: 'complete' },
    data: { state: 'failed', failure: 'fileMissing' },
  });
  return missing.length;
};

/** What a tenant's files take together, counted anew where the running figure has gone astray. */
const mendUsage = async ({ isDryRun }: RunOptions) => {
  const astray = await db().$queryRaw<{ id: string }[]>`
    SELECT tenant.id FROM "Tenant" AS tenant
    WHERE tenant."storageUsed" <> (SELECT coalesce(sum(size), 0) FROM "File" WHERE "tenantId" = tenant.id)`;
  let mended = 0;
  for (const { id } of astray) {
    mended += await db().$transaction(async (tx) => {
      // Whoever changes a file changes this row with it: once it is locked, the sum is the truth.
      await tx.$queryRaw`SELECT id FROM "Tenant" WHERE id = ${id}::uuid FOR UPDATE`;
      const { _sum } = await tx.file.aggregate({ where: { tenantId: id }, _sum: { size: true } });
      const where = { id, storageUsed: { not: _sum.size ?? 0 } };
      if (isDryRun) return await tx.tenant.count({ where });
      return (await tx.tenant.updateMany({ where, data: { storageUsed: _sum.size ?? 0 } })).count;
    });
  }
  return mended;
};

/** What the store and the database do not agree on: stale uploads, orphans both ways, a usage that is not the sum. */
export const cleanStore = async (options: RunOptions): Promise<Removed> => {
  const before = new Date(Date.now() - GRACE);
  const staleMultiparts = await staleUploads(options, before);
  const { orphans, checked, missing } = await compareStore(options, before);
  return {
    staleMultiparts,
    orphanedObjects: orphans,
    filesWithoutObject: await dropMissing(missing, checked, options),
    usagesMended: await mendUsage(options),
  };
};
