import 'server-only';
import { actorOf, audit } from '../audit';
import type { Viewer } from '../context';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';

/** Whether a tenant asks its people for a second step, and whether the session that looks at it has taken one. */
export const readTwoStepRule = async (tenantId: string, viewer: Viewer) => {
  const { asksTwoSteps } = await db().tenant.findUniqueOrThrow({
    where: { id: tenantId },
    select: { asksTwoSteps: true },
  });
  return { asksTwoSteps, isTwoStep: viewer.kind === 'user' && viewer.isTwoStep };
};

interface Setter {
  tenant: { id: string; name: string };
  viewer: Viewer & { kind: 'user' };
  address: string;
}

/** Has a tenant ask for a second step, or no longer. Who sets it can't lock themselves out: fails TWO_STEPS_REQUIRED. */
export const setTwoStepRule = async (ctx: Setter, asksTwoSteps: boolean) => {
  const { tenant, viewer } = ctx;
  if (asksTwoSteps && !viewer.isTwoStep && viewer.tenantId !== tenant.id) return fail('TWO_STEPS_REQUIRED');
  const actor = await actorOf(ctx);
  await db().$transaction(async (tx) => {
    const { count } = await tx.tenant.updateMany({
      where: { id: tenant.id, asksTwoSteps: !asksTwoSteps },
      data: { asksTwoSteps },
    });
    if (count === 0) return;
    const changes = { asksTwoSteps: { from: !asksTwoSteps, to: asksTwoSteps } };
    const target = { kind: 'tenant', id: tenant.id, name: tenant.name } as const;
    await audit(actor, { tenantId: tenant.id, action: 'tenant.twoSteps', target, detail: { changes } }, tx);
  });
  // Streams of sessions that took one step end with this.
  await publish('tenant', tenant.id, { type: 'access' });
};
