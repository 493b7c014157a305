import 'server-only';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { FilePurpose } from '@/generated/prisma/client';
import { cleanFileName } from '@/shared/fileName';
import { MESSAGE_FILES_MAX } from '@/shared/messageLimits';
import { db, type Tx } from '../db';
import { fail } from '../errors';
import type { Person } from '../person';
import { essenceOf, fileKindOf } from './fileKindOf';
import { reserve } from './quota';

/** Hours that a file is kept which nobody has sent or set as a picture. */
const UNCLAIMED_HOURS = 24;
/** Hours that room is kept for a file of which nothing has come: as long as the URL to send it to is good. */
const ANNOUNCED_HOURS = 1;
/** The part of a tenant's quota that what one person has under way may take; a single file may take more. */
const SHARE = 1 / 2;
const TYPE_MAX = 200;

const inHours = (hours: number) => new Date(Date.now() + hours * 3600 * 1000);

export const unclaimedUntil = () => inHours(UNCLAIMED_HOURS);

const declaredFile = z.object({
  name: z.string().transform(cleanFileName),
  size: z.int().min(0),
  type: z.string().transform((type) => essenceOf(type).slice(0, TYPE_MAX)),
  lastModified: z.number().default(0),
});

/** What a browser says of the one file that it is about to send. Fails FILE_EMPTY, and throws on what no browser says. */
export const readDeclared = (files: readonly unknown[]) => {
  const [declared] = z.array(declaredFile).length(1).parse(files);
  if (!declared) throw new Error('a request for one upload names one file');
  if (declared.size === 0) return fail('FILE_EMPTY');
  return { ...declared, kind: fileKindOf(declared.type, declared.name) };
};

export interface Opening {
  purpose: FilePurpose;
  owner: Person & { name: string };
  tenantId: string | null;
  roomId: string | null;
  file: ReturnType<typeof readDeclared>;
}

/** The upload of the same file to the same place that its owner has begun, by this page or one that was reloaded. */
const findPending = async ({ purpose, owner, tenantId, roomId, file }: Opening) =>
  await db().file.findFirst({
    where: {
      state: 'uploading',
      purpose,
      tenantId,
      roomId,
      ownerId: owner.id,
      ownerIsGuest: owner.isGuest,
      name: file.name,
      size: file.size,
      deletedAt: null,
      upload: { lastModified: file.lastModified },
    },
    select: { id: true },
    orderBy: { id: 'desc' },
  });

/**
 * Room is made for what is only announced: nobody may keep everybody else out of it so. Counted after `reserve`, which
 * has locked the tenant's row.
 */
const proveShare = async (tx: Tx, tenantId: string, { owner, file }: Opening) => {
  const { _count: count, _sum: sum } = await tx.file.aggregate({
    where: {
      state: 'uploading',
      tenantId,
      ownerId: owner.id,
      ownerIsGuest: owner.isGuest,
      expiresAt: { gt: new Date() },
    },
    _count: true,
    _sum: { size: true },
  });
  if (count === 0) return;
  const { storageQuota } = await tx.tenant.findUniqueOrThrow({
    where: { id: tenantId },
    select: { storageQuota: true },
  });
  if (count >= MESSAGE_FILES_MAX || (sum.size ?? 0) + file.size > storageQuota * SHARE) fail('RATE_LIMITED');
};

/**
 * Makes room for a file that is about to come, or finds the place of the one that was cut off; returns its id.
 * Fails QUOTA_EXCEEDED, and RATE_LIMITED for who has too much under way already.
 */
export const openUpload = async (opening: Opening): Promise<string> => {
  const pending = await findPending(opening);
  if (pending) return pending.id;
  const { purpose, owner, tenantId, roomId, file } = opening;
  const { lastModified, ...described } = file;
  const id = uuid();
  await db().$transaction(async (tx) => {
    if (tenantId) {
      await reserve(tx, tenantId, file.size);
      await proveShare(tx, tenantId, opening);
    }
    await tx.file.create({
      data: {
        id,
        purpose,
        tenantId,
        roomId,
        ownerId: owner.id,
        ownerIsGuest: owner.isGuest,
        ownerName: owner.name,
        ...described,
        expiresAt: inHours(ANNOUNCED_HOURS),
        upload: { create: { lastModified, slug: purpose, metadata: { fileId: id } } },
      },
      select: { id: true },
    });
  });
  return id;
};
