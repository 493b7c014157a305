import 'server-only';
import { type Actor, audit } from '../audit';
import { db, type Tx } from '../db';
import { putObject, readObject } from '../objectStore';
import { discardFiles } from './discardFiles';
import { makeSquare } from './images';
import { release } from './quota';
import type { Arrived, Verdict } from './storeFile';

/** Bytes arrive long after they were asked for: from which address is no longer known. */
const uploaderOf = async (tx: Tx, id: string): Promise<Actor> => {
  const user = await tx.user.findUnique({ where: { id }, select: { name: true } });
  return { id, name: user?.name ?? '', kind: 'user', address: null };
};

/** Sets the picture of a person or of a tenant; returns the id of the one that it had. */
const setPicture = async (tx: Tx, { id, ownerId, tenantId }: Arrived, purpose: 'avatar' | 'logo') => {
  if (purpose === 'avatar') {
    const before = await tx.user.findUniqueOrThrow({ where: { id: ownerId }, select: { avatarId: true } });
    await tx.user.update({ where: { id: ownerId }, data: { avatarId: id }, select: { id: true } });
    return before.avatarId;
  }
  const where = { id: tenantId ?? '' };
  const before = await tx.tenant.findUniqueOrThrow({ where, select: { logoId: true } });
  const tenant = await tx.tenant.update({ where, data: { logoId: id }, select: { id: true, name: true } });
  await audit(
    await uploaderOf(tx, ownerId),
    {
      tenantId: tenant.id,
      action: 'tenant.logo',
      target: { kind: 'tenant', ...tenant },
    },
    tx,
  );
  return before.logoId;
};

/** Takes in the picture of a person or of a tenant as a small square, in place of the one before. */
export const storePicture = async (file: Arrived, purpose: 'avatar' | 'logo'): Promise<Verdict> => {
  const { id, size, tenantId } = file;
  const sent = await readObject(id);
  if (!sent) return { error: 'NOT_FOUND' };
  const square = await makeSquare(sent);
  if (!square) {
    await discardFiles({ id });
    return { error: 'FILE_KIND_REFUSED' };
  }
  const { bytes, width, height } = square;
  await putObject(id, bytes);
  const before = await db().$transaction(async (tx) => {
    const { count } = await tx.file.updateMany({
      where: { id, state: 'uploading' },
      data: {
        state: 'stored',
        size: bytes.length,
        type: 'image/webp',
        kind: 'image',
        width,
        height,
        expiresAt: null,
      },
    });
    await tx.uploadSession.deleteMany({ where: { fileId: id } });
    if (count === 0) return null;
    if (tenantId) await release(tx, tenantId, size - bytes.length);
    return await setPicture(tx, file, purpose);
  });
  if (before && before !== id) await discardFiles({ id: before });
  return { error: null };
};
