import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '@/server/db';
import { expireSamples, getPartHistory, sampleParts } from '@/server/partHistory';
import { PARTS, type PartName } from '@/shared/parts';
import { makeUser } from '../../prisma/factories.ts';
import { browserOf, expectRefusal, sandbox } from './harness';

const ADDRESS = `operator-${randomUUID()}@webmtg.example`;
process.env['WEBMTG_OPERATORS'] = ADDRESS;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A time that no other test and no running server speaks of, with no fraction of a stretch. */
const then = Math.floor(Date.now() / MINUTE) * MINUTE - 400 * DAY;

/** Samples of one part, 15 seconds apart: `.` where it was well, `x` where it was not. */
const write = async (part: PartName, from: number, pattern: string) =>
  await db().partSample.createMany({
    data: Array.from(pattern).map((mark, index) => ({
      part,
      at: new Date(from + index * 15_000),
      ok: mark === '.',
      latencyMs: 1,
    })),
  });

test('a history has the share of time, the place of each failure, and outages as one each', async () => {
  await write('redis', then - 60 * MINUTE, '....xxx..x......');
  await write('livekit', then - 60 * MINUTE, '....');
  const { parts, outages } = await getPartHistory('1', then);
  const redis = parts.find(({ part }) => part === 'redis');
  expect(redis?.share).toBe(12 / 16);
  // 24 hours in 96 slots: the hour before the end is the 92nd to 95th, counted from 0.
  expect(redis?.slots).toHaveLength(96);
  expect(redis?.slots.slice(91, 94)).toEqual([null, 12 / 16, null]);
  expect(parts.find(({ part }) => part === 'livekit')?.share).toBe(1);
  expect(parts.find(({ part }) => part === 'objectStore')?.share).toBeNull();
  expect(outages).toEqual([
    { part: 'redis', from: new Date(then - 60 * MINUTE + 9 * 15_000), seconds: 15 },
    { part: 'redis', from: new Date(then - 60 * MINUTE + 4 * 15_000), seconds: 45 },
  ]);
});

test('what two instances see at once is one sample, and well only if both say so', async () => {
  const at = then - 10 * DAY;
  await db().partSample.create({ data: { part: 'database', at: new Date(at), ok: false, latencyMs: 9_000 } });
  await sampleParts(at + 7_000);
  await sampleParts(at + 14_999);
  const rows = await db().partSample.findMany({ where: { at: new Date(at) }, orderBy: { part: 'asc' } });
  expect(rows.map(({ part }) => part)).toEqual([...PARTS].toSorted());
  expect(rows.find(({ part }) => part === 'database')).toMatchObject({ ok: false, latencyMs: 9_000 });
  expect(rows.find(({ part }) => part === 'redis')).toMatchObject({ ok: true });
});

test('what is older than seven days is forgotten', async () => {
  const [old, fresh] = [new Date(then - 20 * DAY), new Date(Date.now() - 6.9 * DAY)];
  const sample = { part: 'redis', ok: true, latencyMs: 1 };
  await db().partSample.createMany({ data: [old, fresh].map((at) => Object.assign({ at }, sample)) });
  expect((await expireSamples({ isDryRun: true }))['samples']).toBeGreaterThan(0);
  expect(await db().partSample.count({ where: { at: old } })).toBe(1);
  await expireSamples({ isDryRun: false });
  expect(await db().partSample.count({ where: { at: old } })).toBe(0);
  expect(await db().partSample.count({ where: { at: fresh } })).toBe(1);
});

test('operators alone see the parts', async () => {
  const { owner } = await sandbox();
  await expectRefusal((await browserOf(owner)).api.auth.operator.parts({}), 'NOT_FOUND');
  const root = await makeUser(db(), { email: ADDRESS, name: 'Root' });
  const { parts } = await (await browserOf(root)).api.auth.operator.parts({ days: '7' });
  expect(parts.map(({ part }) => part)).toEqual([...PARTS]);
  expect(parts.filter(({ part }) => part !== 'recorder').every(({ ok }) => ok)).toBe(true);
});
