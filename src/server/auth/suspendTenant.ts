import 'server-only';
import { type Asker, audit } from '../audit';
import type { AuditAction } from '@/shared/audit';
import { db, type Tx } from '../db';
import { fail } from '../errors';
import { undoLimit } from '../undoLimit';
import { closeTenant } from './closeTenant';
import { type OperatedTenant, operatorOf } from './operators';

type Operating = Asker & { tenant: OperatedTenant };

/** Changes a tenant's state, once: `change` says whether it was another one before. */
const move = async (ctx: Operating, action: AuditAction, change: (tx: Tx) => Promise<{ count: number }>) => {
  const { id, name } = ctx.tenant;
  const actor = await operatorOf(ctx);
  return await db().$transaction(async (tx) => {
    if ((await change(tx)).count === 0) return false;
    await audit(actor, { tenantId: id, action, target: { kind: 'tenant', id, name } }, tx);
    return true;
  });
};

/** From now on everything of the tenant answers "suspended"; what is open ends. */
export const suspendTenant = async (ctx: Operating) => {
  const { id } = ctx.tenant;
  await move(
    ctx,
    'tenant.suspend',
    async (tx) =>
      await tx.tenant.updateMany({ where: { id, suspendedAt: null }, data: { suspendedAt: new Date() } }),
  );
  // Again also where it was suspended before: what was left open then ends now.
  await closeTenant(id);
};

/** Takes a suspension back. */
export const resumeTenant = async (ctx: Operating) => {
  const { id } = ctx.tenant;
  await move(
    ctx,
    'tenant.resume',
    async (tx) =>
      await tx.tenant.updateMany({ where: { id, suspendedAt: { not: null } }, data: { suspendedAt: null } }),
  );
};

/** Deletes a tenant, to be undone for thirty days; nothing of it answers from now on. Fails NAME_WRONG. */
export const removeTenant = async (ctx: Operating, name: string) => {
  const { tenant } = ctx;
  if (name.trim() !== tenant.name) return fail('NAME_WRONG');
  const { id } = tenant;
  await move(
    ctx,
    'tenant.delete',
    async (tx) =>
      await tx.tenant.updateMany({ where: { id, deletedAt: null }, data: { deletedAt: new Date() } }),
  );
  await closeTenant(id);
};

/** Takes a deletion back. Fails UNDO_EXPIRED after thirty days. */
export const restoreTenant = async (ctx: Operating) => {
  const { id, deletedAt } = ctx.tenant;
  if (deletedAt && deletedAt < undoLimit()) return fail('UNDO_EXPIRED');
  await move(
    ctx,
    'tenant.restore',
    async (tx) =>
      await tx.tenant.updateMany({
        where: { id, deletedAt: { gt: undoLimit() } },
        data: { deletedAt: null },
      }),
  );
};
