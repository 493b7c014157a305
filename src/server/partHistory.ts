import 'server-only';
import { PARTS, type PartDays, type PartName } from '@/shared/parts';
import { Prisma } from '@/generated/prisma/client';
import { db } from './db';
import { checkParts } from './health';
import type { Removed, RunOptions } from './jobs';
import { log } from './log';

/** Milliseconds of which one sample speaks. */
const STRETCH = 15_000;
const DAY = 24 * 3600 * 1000;
const KEPT = 7 * DAY;
/** Samples that wait for a database that is away: an hour of them. */
const WAITING_MAX = 240 * PARTS.length;
/** How many stretches the history is drawn with. */
const SLOTS = 96;
const OUTAGES_MAX = 30;

interface Sample {
  part: PartName;
  at: Date;
  ok: boolean;
  latencyMs: number;
}

let waiting: Sample[] = [];

/** Several instances speak of the same stretch: a part is well if it is for all of them. */
const store = async (samples: readonly Sample[]) => {
  const rows = samples.map(
    ({ part, at, ok, latencyMs }) => Prisma.sql`(${part}, ${at}::timestamptz, ${ok}, ${latencyMs}::float8)`,
  );
  await db().$executeRaw`
    INSERT INTO "PartSample" ("part", "at", "ok", "latencyMs") VALUES ${Prisma.join(rows)}
    ON CONFLICT ("part", "at") DO UPDATE SET
      "ok" = "PartSample"."ok" AND EXCLUDED."ok",
      "latencyMs" = greatest("PartSample"."latencyMs", EXCLUDED."latencyMs")`;
};

/** Looks at every part once and keeps what it saw, as soon as the database takes it. */
export const sampleParts = async (now = Date.now()) => {
  const at = new Date(Math.floor(now / STRETCH) * STRETCH);
  const parts = await checkParts();
  const samples = PARTS.map((part) => ({ part, at, ...parts[part] }));
  waiting = [...waiting, ...samples].slice(-WAITING_MAX);
  const those = waiting;
  await store(those);
  waiting = waiting.filter((sample) => !those.includes(sample));
};

const globals = globalThis as { webmtgSampling?: ReturnType<typeof setInterval> };

/** Has this instance look at the parts from now on. By its own clock: Redis, which has the timetable, is one of them. */
export const startSampling = () => {
  globals.webmtgSampling ??= setInterval(() => {
    sampleParts().catch((error: unknown) => {
      log().warn({ error: error instanceof Error ? error.message : error }, 'the state of the parts waits');
    });
  }, STRETCH).unref();
};

/** Forgets the samples that are older than seven days. */
export const expireSamples = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const where = { at: { lt: new Date(Date.now() - KEPT) } };
  const samples = isDryRun
    ? await db().partSample.count({ where })
    : (await db().partSample.deleteMany({ where })).count;
  return { samples };
};

interface Slot {
  part: PartName;
  slot: number;
  samples: number;
  failures: number;
}

interface Period {
  since: Date;
  until: Date;
}

const slotsOf = async ({ since, until }: Period, slotMs: number) => {
  const rows = await db().$queryRaw<Slot[]>`
    SELECT "part", floor(extract(epoch FROM "at" - ${since}::timestamptz) * 1000 / ${slotMs}::float8)::int AS "slot",
      count(*)::int AS "samples", (count(*) FILTER (WHERE NOT "ok"))::int AS "failures"
    FROM "PartSample" WHERE "at" >= ${since}::timestamptz AND "at" < ${until}::timestamptz GROUP BY 1, 2`;
  return Map.groupBy(rows, ({ part }) => part);
};

interface Outage {
  part: PartName;
  from: Date;
  seconds: number;
}

/** Stretches without an answer, those that follow each other as one, the latest first. */
const outagesOf = async ({ since, until }: Period) =>
  await db().$queryRaw<Outage[]>`
    SELECT "part", min("at") AS "from",
      (extract(epoch FROM max("at") - min("at")) * 1000 + ${STRETCH}::float8)::float8 / 1000 AS "seconds"
    FROM (
      SELECT "part", "at", "ok",
        row_number() OVER (PARTITION BY "part" ORDER BY "at")
          - row_number() OVER (PARTITION BY "part", "ok" ORDER BY "at") AS "run"
      FROM "PartSample" WHERE "at" >= ${since}::timestamptz AND "at" < ${until}::timestamptz
    ) AS "runs" WHERE NOT "ok" GROUP BY "part", "run" ORDER BY "from" DESC LIMIT ${OUTAGES_MAX}`;

/**
 * Each part's state now, its history over some days in 96 slots (null where nobody looked) with the share of samples
 * in which it was well, and its last outages, in seconds.
 */
export const getPartHistory = async (days: PartDays, now = Date.now()) => {
  const slotMs = (Number(days) * DAY) / SLOTS;
  const period = { since: new Date(now - Number(days) * DAY), until: new Date(now) };
  const [states, slots, outages] = await Promise.all([
    checkParts(),
    slotsOf(period, slotMs),
    outagesOf(period),
  ]);
  const parts = PARTS.map((part) => {
    const rows = slots.get(part) ?? [];
    const bySlot = new Map(rows.map((row) => [row.slot, row]));
    const samples = rows.reduce((sum, row) => sum + row.samples, 0);
    const failures = rows.reduce((sum, row) => sum + row.failures, 0);
    return {
      part,
      ok: states[part].ok,
      latencyMs: states[part].latencyMs,
      share: samples === 0 ? null : 1 - failures / samples,
      slots: Array.from({ length: SLOTS }, (_, slot) => {
        const row = bySlot.get(slot);
        return row ? 1 - row.failures / row.samples : null;
      }),
    };
  });
  return { parts, outages };
};
