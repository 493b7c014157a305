import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { Visitor } from '../access';
import { readGuest } from '../auth/guests';
import { db } from '../db';
import { fail } from '../errors';
import { isHere, proveOpen } from '../gate';
import { unclaimedUntil } from './openUpload';
import { mayAttach, mayLogo, mayPicture } from './uploadRights';

const uploadSelect = {
  id: true,
  state: true,
  purpose: true,
  ownerId: true,
  ownerIsGuest: true,
  roomId: true,
  messageId: true,
  tenant: { select: { id: true, slug: true, suspendedAt: true, deletedAt: true } },
  name: true,
  size: true,
  type: true,
  kind: true,
  upload: { select: { uploadId: true, slug: true, metadata: true } },
} satisfies Prisma.FileSelect;

export type Upload = Prisma.FileGetPayload<{ select: typeof uploadSelect }>;

const isOwner = async ({ viewer, headers }: Visitor, upload: Upload): Promise<boolean> => {
  if (!upload.ownerIsGuest) return viewer.kind === 'user' && viewer.userId === upload.ownerId;
  const guest = upload.roomId ? await readGuest(headers, upload.roomId) : null;
  return viewer.kind === 'anonymous' && guest?.id === upload.ownerId;
};

/** An upload of the visitor's own. To anybody else a signed URL is worth nothing: fails NOT_FOUND, TENANT_SUSPENDED. */
export const findUpload = async (visitor: Visitor, id: string): Promise<Upload> => {
  const upload = await db().file.findUnique({ where: { id, deletedAt: null }, select: uploadSelect });
  if (!upload || !(await isOwner(visitor, upload))) return fail('NOT_FOUND');
  if (upload.tenant && !isHere(visitor.viewer, upload.tenant.id)) return fail('NOT_FOUND');
  if (upload.tenant) proveOpen(upload.tenant);
  return upload;
};

/** Proves that the upload may go on, by the rules of this moment, and keeps it for another day. Fails as opening it does. */
export const proveUpload = async (visitor: Visitor, upload: Upload) => {
  const { id, purpose, roomId, tenant } = upload;
  if (purpose === 'attachment') await mayAttach(visitor, roomId ?? fail('NOT_FOUND'), upload);
  else if (purpose === 'logo') await mayLogo(visitor, tenant ?? fail('NOT_FOUND'), upload);
  else mayPicture(visitor, upload);
  await db().file.updateMany({ where: { id, state: 'uploading' }, data: { expiresAt: unclaimedUntil() } });
};
