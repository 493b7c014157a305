import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { db, type Tx } from '../db';
import { log } from '../log';
import { abortMultipart } from '../multipart';
import { deleteObjects } from '../objectStore';
import { objectKeyOf, sheetKey, thumbnailKey } from './objectKeys';
import { release } from './quota';
import { endTurn } from './turns';

const discardedSelect = {
  id: true,
  tenantId: true,
  size: true,
  rendition: true,
  upload: { select: { uploadId: true } },
} satisfies Prisma.FileSelect;

type Discarded = Prisma.FileGetPayload<{ select: typeof discardedSelect }>;

/** The rows that match are looked at once more as each goes: one may be claimed, or another may discard it too. */
const deleteRows = async (tx: Tx, where: Prisma.FileWhereInput): Promise<Discarded[]> => {
  const found = await tx.file.findMany({ where, select: discardedSelect, orderBy: { id: 'asc' } });
  const gone: Discarded[] = [];
  for (const file of found) {
    const { count } = await tx.file.deleteMany({ where: { AND: [where, { id: file.id }] } });
    if (count === 1) gone.push(file);
  }
  const bytes = new Map<string, number>();
  for (const { tenantId, size } of gone) if (tenantId) bytes.set(tenantId, (bytes.get(tenantId) ?? 0) + size);
  for (const [tenantId, size] of bytes) await release(tx, tenantId, size);
  return gone;
};

const keysOf = (file: Discarded) => {
  const own = [objectKeyOf(file), thumbnailKey(file.id)];
  return file.rendition === 'original' ? [...own, sheetKey(file.id)] : own;
};

const freeStore = async (gone: readonly Discarded[]) => {
  await deleteObjects(gone.flatMap(keysOf));
  for (const { id, upload } of gone)
    if (upload?.uploadId) await abortMultipart({ key: id, uploadId: upload.uploadId });
};

/**
 * Deletes files for good, with what the store holds of them, and gives their bytes back to their tenants; returns
 * their ids. What the store does not free at once is an orphan, which clean-up takes.
 */
export const discardFiles = async (where: Prisma.FileWhereInput): Promise<string[]> => {
  const gone = await db().$transaction(async (tx) => await deleteRows(tx, where));
  const ids = gone.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await Promise.all(gone.filter(({ upload }) => upload).map(async ({ id }) => await endTurn(id)));
  await freeStore(gone).catch((error: unknown) => log().warn({ ids, error }, 'objects left behind'));
  return ids;
};
