import 'server-only';
import { actorOf, type Asker, audit } from '../audit';
import { changesOf } from '../changesOf';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';

/** Days that a tenant's recordings are kept; null: until somebody deletes them. Fails NOT_FOUND. */
export const readRetention = async (tenantId: string) =>
  (await db().tenant.findUnique({ where: { id: tenantId }, select: { recordingDays: true } })) ??
  fail('NOT_FOUND');

/** Sets them. What is older goes with the next clean-up. */
export const setRetention = async (
  ctx: Asker & { tenant: { id: string; name: string } },
  recordingDays: number | null,
) => {
  const { id, name } = ctx.tenant;
  const changes = changesOf(await readRetention(id), { recordingDays });
  const actor = await actorOf(ctx);
  const set = await db().$transaction(async (tx) => {
    const act = { tenantId: id, action: 'tenant.retention', target: { kind: 'tenant', id, name } } as const;
    if (changes) await audit(actor, { ...act, detail: { changes } }, tx);
    return await tx.tenant.update({
      where: { id },
      data: { recordingDays },
      select: { recordingDays: true },
    });
  });
  await publish('tenant', id, { type: 'changed', what: 'recordings' });
  return set;
};
