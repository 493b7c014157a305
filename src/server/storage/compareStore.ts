import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { db } from '../db';
import type { RunOptions } from '../jobs';
import { deleteObjects, listObjects } from '../objectStore';
import { bornAt, parseKey, type StoreKey } from './storeKey';

type Kind = StoreKey['of'];

/** Which files lie under which kind of key. */
const FILES: Record<Kind, Prisma.FileWhereInput> = {
  file: { OR: [{ rendition: null }, { rendition: { not: 'original' } }] },
  recording: { rendition: 'original' },
};

/** Of these ids, those that own their object: a recording does before it has a file, and where it never gets one. */
const owners = async (kind: Kind, ids: string[]) => {
  const query = { where: { id: { in: ids } }, select: { id: true } };
  const rows = kind === 'file' ? await db().file.findMany(query) : await db().recording.findMany(query);
  return new Set(rows.map(({ id }) => id));
};

/** Files between two ids: within its kind the store lists its keys in the order that PostgreSQL has ids in. */
const storedBetween = async (
  kind: Kind,
  { after, last, before }: { after: string | null; last: string | null; before: Date },
) =>
  await db().file.findMany({
    where: {
      ...FILES[kind],
      state: 'stored',
      createdAt: { lt: before },
      id: { ...(after ? { gt: after } : {}), ...(last ? { lte: last } : {}) },
    },
    select: { id: true },
  });

/** One pass over the store: objects whose row is gone, which it deletes, and the ids of files whose object is. */
export const compareStore = async ({ isDryRun }: RunOptions, before: Date) => {
  const found = { orphans: 0, checked: 0, missing: [] as string[] };
  const last: Record<Kind, string | null> = { file: null, recording: null };

  const expect = async (kind: Kind, end: string | null, present: ReadonlySet<string>) => {
    const expected = await storedBetween(kind, { after: last[kind], last: end, before });
    found.checked += expected.length;
    found.missing.push(...expected.flatMap(({ id }) => (present.has(id) ? [] : [id])));
    last[kind] = end;
  };

  const look = async (kind: Kind, keys: readonly StoreKey[]) => {
    const ids = keys.map(({ id }) => id);
    const owned = await owners(kind, ids);
    const orphaned = keys.filter(({ id }) => !owned.has(id) && bornAt(id) < before.getTime());
    if (!isDryRun) await deleteObjects(orphaned.map(({ key }) => key));
    found.orphans += orphaned.length;
    const end = ids.at(-1);
    if (end !== undefined) await expect(kind, end, new Set(ids));
  };

  for await (const page of listObjects()) {
    const byKind = Map.groupBy(
      page.flatMap((key) => parseKey(key) ?? []),
      ({ of }) => of,
    );
    for (const [kind, keys] of byKind) await look(kind, keys);
  }
  for (const kind of ['file', 'recording'] as const) await expect(kind, null, new Set());
  return found;
};
