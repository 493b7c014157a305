import 'server-only';
import { db, type Tx } from '../db';
import { fail } from '../errors';
import { RUNNING } from '../rooms/runningStates';

/** Minutes of meetings that a tenant has used in this calendar month (UTC), those of meetings that run among them. */
const usedMinutes = async (tenantId: string): Promise<number> => {
  const [row] = await db().$queryRaw<{ minutes: number }[]>`
    WITH month AS (SELECT date_trunc('month', now(), 'UTC') AS start)
    SELECT coalesce(sum(extract(epoch FROM coalesce("endedAt", now()) - greatest("startedAt", start))) / 60, 0)::float8
      AS minutes
    FROM "Meeting", month
    WHERE "tenantId" = ${tenantId}::uuid AND ("endedAt" IS NULL OR "endedAt" > start)`;
  return Math.max(0, row?.minutes ?? 0);
};

/**
 * How many people a meeting in this room may have. A meeting that runs goes on; a new one needs minutes that are left.
 * Fails QUOTA_MINUTES.
 */
export const proveMeeting = async (room: { id: string; tenantId: string; maxParticipants: number }) => {
  const { maxPeople, meetingMinutes } = await db().tenant.findUniqueOrThrow({
    where: { id: room.tenantId },
    select: { maxPeople: true, meetingMinutes: true },
  });
  if (meetingMinutes !== null) {
    const isRunning = (await db().meeting.count({ where: { roomId: room.id, endedAt: null } })) > 0;
    if (!isRunning && (await usedMinutes(room.tenantId)) >= meetingMinutes) fail('QUOTA_MINUTES');
  }
  return Math.min(room.maxParticipants, maxPeople);
};

const runningRecordings = async (tenantId: string, tx: Tx = db()) =>
  await tx.recording.count({ where: { tenantId, state: { in: [...RUNNING] } } });

/** Under the tenant's lock: two who race for the last recorder can't both have it. Fails QUOTA_RECORDINGS. */
export const proveRecorder = async (tx: Tx, tenantId: string) => {
  const { maxRecordings } = await tx.tenant.findUniqueOrThrow({
    where: { id: tenantId },
    select: { maxRecordings: true },
  });
  if (maxRecordings !== null && (await runningRecordings(tenantId, tx)) >= maxRecordings)
    fail('QUOTA_RECORDINGS');
};

/** What a tenant uses of its quotas at this moment, and these; a limit of null is none. */
export const readQuotas = async (tenantId: string) => {
  const [tenant, minutes, recordings, members] = await Promise.all([
    db().tenant.findUniqueOrThrow({
      where: { id: tenantId },
      select: {
        maxPeople: true,
        meetingMinutes: true,
        maxRecordings: true,
        storageQuota: true,
        storageUsed: true,
      },
    }),
    usedMinutes(tenantId),
    runningRecordings(tenantId),
    db().membership.count({ where: { tenantId } }),
  ]);
  return {
    members,
    maxPeople: tenant.maxPeople,
    minutes: { used: Math.floor(minutes), limit: tenant.meetingMinutes },
    recordings: { used: recordings, limit: tenant.maxRecordings },
    storage: { used: tenant.storageUsed, limit: tenant.storageQuota },
  };
};
