import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { ErrorCode } from '@/shared/errors';
import { db } from '../db';
import { putObject, readObject } from '../objectStore';
import { discardFiles } from './discardFiles';
import { fileKindOf, isActive } from './fileKindOf';
import { makeThumbnail, THUMBNAILED_MAX } from './images';
import { thumbnailKey } from './objectKeys';
import { unclaimedUntil } from './openUpload';
import { sniff, SNIFFED_BYTES } from './sniff';
import { storePicture } from './storePicture';

const arrivedSelect = {
  id: true,
  state: true,
  purpose: true,
  ownerId: true,
  tenantId: true,
  name: true,
  size: true,
  type: true,
  room: { select: { fileKinds: true, deletedAt: true } },
} satisfies Prisma.FileSelect;

export type Arrived = Prisma.FileGetPayload<{ select: typeof arrivedSelect }>;

/** Why a file that arrived whole was not kept; null where it was. A type and not an interface: it travels as JSON. */
export type Verdict = { error: ErrorCode | null };

/** Refuses a file whose bytes have all come: nothing of it is left. */
const refuse = async (id: string, error: ErrorCode): Promise<Verdict> => {
  await discardFiles({ id });
  return { error };
};

const thumbnailOf = async ({ id, size }: Arrived) => {
  const bytes = size <= THUMBNAILED_MAX ? await readObject(id) : null;
  const made = bytes && (await makeThumbnail(bytes));
  if (!made) return {};
  await putObject(thumbnailKey(id), made.thumbnail);
  return { width: made.width, height: made.height, hasThumbnail: true };
};

const storeAttachment = async (file: Arrived): Promise<Verdict> => {
  const { id, name, size, room } = file;
  if (!room || room.deletedAt) return await refuse(id, 'NOT_FOUND');
  const head = await readObject(id, { first: 0, last: Math.min(size, SNIFFED_BYTES) - 1 });
  if (!head) return { error: 'NOT_FOUND' };
  const type = await sniff(head, file);
  const kind = fileKindOf(type, name);
  if (!room.fileKinds.includes(kind)) return await refuse(id, 'FILE_KIND_REFUSED');
  const picture = kind === 'image' && !isActive(type) ? await thumbnailOf(file) : {};
  await db().$transaction(async (tx) => {
    await tx.file.updateMany({
      where: { id, state: 'uploading' },
      data: { state: 'stored', type, kind, ...picture, expiresAt: unclaimedUntil() },
    });
    await tx.uploadSession.deleteMany({ where: { fileId: id } });
  });
  return { error: null };
};

/**
 * Takes a file in whose bytes have all come: looks at what it really is and makes it ready to be shown. Done twice,
 * it is done once. The verdict may be NOT_FOUND (cancelled meanwhile, or its room was deleted), FILE_KIND_REFUSED.
 */
export const storeFile = async (id: string): Promise<Verdict> => {
  const file = await db().file.findUnique({ where: { id }, select: arrivedSelect });
  if (!file) return { error: 'NOT_FOUND' };
  if (file.state === 'stored') return { error: null };
  switch (file.purpose) {
    case 'attachment':
      return await storeAttachment(file);
    case 'avatar':
    case 'logo':
      return await storePicture(file, file.purpose);
    // Nobody uploads one: its recorder stores it.
    case 'recording':
      return { error: 'NOT_FOUND' };
  }
};
