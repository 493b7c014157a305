import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { GET } from '@/app/api/metrics/route';
import { jobLag, JOB_NAMES, keepTimetable, mendTimetable } from '@/server/jobs';
import { patientRedis, redis } from '@/server/redis';
import { leadOverLine } from './leadOverLine';

// A database that nothing else on this Redis uses, so that it can be lost; nobody works on its jobs.
const line = await leadOverLine('REDIS_URL');
process.env['REDIS_URL'] = new URL('/9', process.env['REDIS_URL']).href;

const loseAll = async () => {
  expect(await redis().client('INFO')).toContain(' db=9 ');
  await redis().flushdb();
};

const readLag = async () => {
  const local = { 'x-webmtg-address': '127.0.0.1', host: 'localhost:3000' };
  const answer = await GET(new Request('http://localhost/api/metrics', { headers: local }));
  return /^webmtg_job_lag_seconds (\S+)$/m.exec(await answer.text())?.[1];
};

/** When each job is due, by its name. */
const planned = async () => {
  const found = await redis().zrange('bull:jobs:repeat', 0, -1, 'WITHSCORES');
  return new Map(JOB_NAMES.map((name) => [name, found[found.indexOf(name) + 1]]));
};

beforeEach(loseAll);

test('a timetable that Redis has lost is a lag without end, until it is mended', async () => {
  expect(await readLag()).toBe('+Inf');
  await mendTimetable();
  expect(Number(await readLag())).toBeLessThan(5);
  await loseAll();
  expect(await readLag()).toBe('+Inf');
});

test('mending it touches nothing but what is missing', async () => {
  await mendTimetable();
  const before = await planned();
  const waiting = await redis().lrange('bull:jobs:wait', 0, -1);
  const [lost = '', ...others] = JOB_NAMES;
  await redis().zrem('bull:jobs:repeat', lost);
  expect(await jobLag()).toBe(Infinity);
  await mendTimetable();
  expect(await jobLag()).toBeLessThan(5);
  const after = await planned();
  for (const name of others) expect(after.get(name)).toBe(before.get(name));
  // The lost one waits behind all others.
  expect(await redis().lrange('bull:jobs:wait', 0, -1)).toEqual([expect.stringContaining(lost), ...waiting]);
});

test('a Redis that comes back empty has it again at once', async () => {
  const connection = patientRedis('jobs');
  onTestFinished(() => connection.disconnect());
  await connection.ping();
  onTestFinished(keepTimetable(connection));
  expect(await jobLag()).toBe(Infinity);
  line.sever();
  await line.mend();
  await expect.poll(jobLag, { timeout: 5_000 }).toBeLessThan(5);
});
