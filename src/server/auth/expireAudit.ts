import 'server-only';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';

/** Audit events older than their tenant keeps them. The app's role may delete none itself: a function of the owner's does. */
export const expireAudit = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const [row] = isDryRun
    ? await db().$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM "AuditEvent" AS event JOIN "Tenant" AS tenant ON tenant.id = event."tenantId"
         WHERE event.at < clock_timestamp() - make_interval(days => tenant."auditDays")`
    : await db().$queryRaw<{ count: number }[]>`SELECT expire_audit() AS count`;
  return { auditEvents: row?.count ?? 0 };
};
