import { expect, onTestFinished, test, vi } from 'vitest';
import { GET } from '@/app/api/health/route';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { listen } from '@/server/events';
import { jobLag } from '@/server/jobs';
import { log } from '@/server/log';
import { getPartHistory, sampleParts } from '@/server/partHistory';
import { patientRedis, redis } from '@/server/redis';
import type { PartName } from '@/shared/parts';
import { leadOverLine } from './leadOverLine';

const MINUTE = 60_000;
/** A time that no other test and no running server speaks of. */
const then = Math.floor(Date.now() / MINUTE) * MINUTE - 500 * 24 * 60 * MINUTE;
const STRETCH = 15_000;

const lines = new Map<PartName, Awaited<ReturnType<typeof leadOverLine>>>([
  ['database', await leadOverLine('DATABASE_URL')],
  ['redis', await leadOverLine('REDIS_URL')],
  ['livekit', await leadOverLine('LIVEKIT_URL')],
  ['objectStore', await leadOverLine('S3_ENDPOINT')],
]);

const PARTS = ['database', 'redis', 'livekit', 'objectStore'] as const satisfies readonly PartName[];

interface Health {
  ready: boolean;
  parts: Record<string, { ok: boolean }>;
}

const readHealth = async () => {
  const response = await GET(new Request(`${env().WEBMTG_URL}/api/health`));
  const { ready, parts } = (await response.json()) as Health;
  const away = PARTS.filter((part) => parts[part]?.ok !== true);
  return { status: response.status, ready, away };
};

const WELL = { status: 200, ready: true, away: [] };

const lineOf = (part: PartName) => {
  const line = lines.get(part);
  if (!line) throw new Error(`${part} has no line`);
  return line;
};

test.each(PARTS.map((part, index) => [part, then + index * 60 * MINUTE] as const))(
  'while %s is away readiness says so, balancers are told nothing of it, and the history has it afterwards',
  async (part, at) => {
    expect(await readHealth()).toEqual(WELL);
    const line = lineOf(part);
    line.sever();
    // Asked more often than a breaker lets through: each time, the answer is the same.
    for (let count = 0; count < 5; count += 1)
      expect(await readHealth()).toEqual({ status: 503, ready: false, away: [part] });
    const answer = await GET(new Request(`${env().WEBMTG_URL}/api/health?serving`));
    expect(answer.status).toBe(200);
    // Without a database the sample waits.
    const stored = await sampleParts(at).then(
      () => true,
      () => false,
    );
    expect(stored).toBe(part !== 'database');
    await line.mend();
    await expect.poll(readHealth, { timeout: 5_000, interval: 100 }).toEqual(WELL);
    await sampleParts(at + STRETCH);
    const { outages } = await getPartHistory('1', at + MINUTE);
    const seconds = STRETCH / 1000;
    expect(outages.filter(({ part: name }) => name !== 'recorder')).toContainEqual({
      part,
      from: new Date(at),
      seconds,
    });
    const rows = await db().partSample.findMany({ where: { part, at: { gte: new Date(at) } } });
    expect(rows.find((row) => row.at.getTime() === at + STRETCH)?.ok).toBe(true);
  },
);

test('of an outage of Redis each connection says one line, and one when it is back', async () => {
  const complaints = vi.spyOn(console, 'error');
  const [warn, info] = [vi.spyOn(log(), 'warn'), vi.spyOn(log(), 'info')];
  onTestFinished(() => void vi.restoreAllMocks());
  const listening = new AbortController();
  onTestFinished(() => listening.abort());
  const patient = patientRedis('patient');
  onTestFinished(() => patient.disconnect());
  await jobLag();
  await patient.ping();
  await listen({ room: crypto.randomUUID() }, listening.signal);
  const line = lineOf('redis');
  const told = (spy: { mock: { calls: unknown[][] } }, words: string) =>
    spy.mock.calls
      .filter((call) => call[1] === words)
      .map(([about]) => (about as { connection: string }).connection)
      .toSorted();

  line.sever();
  await expect.poll(() => told(warn, 'redis is away'), { timeout: 5_000 }).toHaveLength(4);
  // Until the slowest has tried several times more.
  await expect
    .poll(
      async () =>
        await redis()
          .ping()
          .catch(() => 'away'),
    )
    .toBe('away');
  let attempts = 0;
  patient.on('reconnecting', () => (attempts += 1));
  await expect.poll(() => attempts, { timeout: 10_000 }).toBeGreaterThan(3);
  await line.mend();
  await expect.poll(() => told(info, 'redis is back'), { timeout: 5_000 }).toHaveLength(4);
  const ALL = ['commands', 'patient', 'streams', 'timetable'];
  expect(told(warn, 'redis is away')).toEqual(ALL);
  expect(told(info, 'redis is back')).toEqual(ALL);
  expect(warn.mock.calls.filter(([, words]) => String(words) === 'jobs')).toEqual([]);
  expect(complaints).not.toHaveBeenCalled();
});
