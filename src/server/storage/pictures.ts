import 'server-only';
import { actorOf, type Asker, audit } from '../audit';
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
export const removeLogo = async (ctx: Asker & { tenant: { id: string; name: string } }) => {
  const { id, name } = ctx.tenant;
  const before = await db().tenant.findUnique({ where: { id }, select: { logoId: true } });
  if (!before?.logoId) return;
  const { logoId } = before;
  const actor = await actorOf(ctx);
  await db().$transaction(async (tx) => {
    await tx.tenant.updateMany({ where: { id, logoId }, data: { logoId: null } });
    const target = { kind: 'tenant', id, name } as const;
    await audit(actor, { tenantId: id, action: 'tenant.removeLogo', target }, tx);
  });
  await discardFiles({ id: logoId });
};
