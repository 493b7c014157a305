import 'server-only';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { log } from '../log';
import { abortMultipart, listMultiparts } from '../multipart';
import { deleteObjects, listObjects } from '../objectStore';
import { discardFiles } from './discardFiles';

/** Milliseconds that anything may be half-made: younger objects, rows and uploads are somebody's work. */
const GRACE = 24 * 3600 * 1000;
/** Rows without an object are deleted up to this many or this share; beyond it the store is not what it was. */
const MISSING_MAX = 50;
const MISSING_SHARE = 0.05;

/** A key of ours: the file's id, a UUIDv7, and perhaps the ending of its thumbnail. */
const ours = /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})(?:\.webp)?$/;
const fileIdOf = (key: string) => ours.exec(key)?.[1] ?? null;

/** When an id was made: its first 48 bits are milliseconds (RFC 9562, 5.7). */
const bornAt = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

const withRows = async (ids: readonly string[]) => {
  const rows = await db().file.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
};

const staleUploads = async ({ isDryRun }: RunOptions, before: Date) => {
  let count = 0;
  for await (const page of listMultiparts()) {
    const old = page.filter(({ key }) => {
      const id = fileIdOf(key);
      return id !== null && bornAt(id) < before.getTime();
    });
    const known = await db().uploadSession.findMany({
      where: { uploadId: { in: old.map(({ uploadId }) => uploadId) } },
      select: { uploadId: true },
    });
    const inUse = new Set(known.map(({ uploadId }) => uploadId));
    const stale = old.filter(({ uploadId }) => !inUse.has(uploadId));
    if (!isDryRun) for (const upload of stale) await abortMultipart(upload);
    count += stale.length;
  }
  return count;
};

/** Rows between two keys: the store lists its keys in the order that PostgreSQL has ids in. */
const storedBetween = async (after: string | null, last: string | null, before: Date) =>
  await db().file.findMany({
    where: {
      state: 'stored',
      createdAt: { lt: before },
      id: { ...(after ? { gt: after } : {}), ...(last ? { lte: last } : {}) },
    },
    select: { id: true },
  });

/** One pass over the store: objects whose row is gone, and rows whose object is. */
const compare = async ({ isDryRun }: RunOptions, before: Date) => {
  let orphans = 0;
  let checked = 0;
  const missing: string[] = [];
  let last: string | null = null;
  for await (const page of listObjects()) {
    const keys = page.flatMap((key) => {
      const id = fileIdOf(key);
      return id ? [{ key, id }] : [];
    });
    const rows = await withRows(keys.map(({ id }) => id));
    const orphaned = keys.filter(({ id }) => !rows.has(id) && bornAt(id) < before.getTime());
    if (!isDryRun) await deleteObjects(orphaned.map(({ key }) => key));
    orphans += orphaned.length;
    const end = keys.at(-1)?.id;
    if (end === undefined) continue;
    const present = new Set(keys.map(({ id }) => id));
    const expected = await storedBetween(last, end, before);
    checked += expected.length;
    missing.push(...expected.flatMap(({ id }) => (present.has(id) ? [] : [id])));
    last = end;
  }
  const rest = await storedBetween(last, null, before);
  return { orphans, checked: checked + rest.length, missing: [...missing, ...rest.map(({ id }) => id)] };
};

const dropMissing = async (missing: readonly string[], checked: number, { isDryRun }: RunOptions) => {
  if (missing.length > Math.max(MISSING_MAX, checked * MISSING_SHARE))
    throw new Error(`${missing.length} of ${checked} files have no object: is this the right object store?`);
  if (missing.length > 0) log().error({ files: missing }, 'files without an object');
  if (!isDryRun && missing.length > 0) await discardFiles({ id: { in: [...missing] } });
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
  const { orphans, checked, missing } = await compare(options, before);
  return {
    staleMultiparts,
    orphanedObjects: orphans,
    filesWithoutObject: await dropMissing(missing, checked, options),
    usagesMended: await mendUsage(options),
  };
};
