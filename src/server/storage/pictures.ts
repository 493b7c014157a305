import 'server-only';
import { db } from '../db';
import { discardFiles } from './discardFiles';

/** Takes a person's picture away, for good. */
export const removeAvatar = async (userId: string) => {
  const before = await db().user.findUnique({ where: { id: userId }, select: { avatarId: true } });
  if (!before?.avatarId) return;
  await db().user.updateMany({ where: { id: userId, avatarId: before.avatarId }, data: { avatarId: null } });
  await discardFiles({ id: before.avatarId });
};

/** Takes a tenant's logo away, for good. */
export const removeLogo = async (tenantId: string) => {
  const before = await db().tenant.findUnique({ where: { id: tenantId }, select: { logoId: true } });
  if (!before?.logoId) return;
  await db().tenant.updateMany({ where: { id: tenantId, logoId: before.logoId }, data: { logoId: null } });
  await discardFiles({ id: before.logoId });
};
