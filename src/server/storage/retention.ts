import 'server-only';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';

/** Days that a tenant's recordings are kept; null: until somebody deletes them. Fails NOT_FOUND. */
export const readRetention = async (tenantId: string) =>
  (await db().tenant.findUnique({ where: { id: tenantId }, select: { recordingDays: true } })) ??
  fail('NOT_FOUND');

/** Sets them. What is older goes with the next clean-up. */
export const setRetention = async (tenantId: string, recordingDays: number | null) => {
  const set = await db().tenant.update({
    where: { id: tenantId },
    data: { recordingDays },
    select: { recordingDays: true },
  });
  await publish('tenant', tenantId, { type: 'changed', what: 'recordings' });
  return set;
};
