import { expect, test } from 'vitest';
import { GET } from '@/app/api/metrics/route';
import { env } from '@/server/env';
import { BOUNDS, countStream, installRequestTimes } from '@/server/requestTimes';
import { sandbox } from './harness';

const TOKEN = 'a-token-of-the-test';
process.env['METRICS_TOKEN'] = TOKEN;

const ask = async (headers: Record<string, string>) =>
  await GET(new Request('http://localhost/api/metrics', { headers }));

const local = { 'x-webmtg-address': '127.0.0.1', host: 'localhost:3000' };
const distant = { 'x-webmtg-address': '192.0.2.7', host: 'meet.example.com' };

const read = async () => await (await ask(local)).text();

/** The value of a line, by all that stands before it. */
const valueOf = (text: string, line: string) => {
  const found = text.split('\n').find((one) => one.startsWith(`webmtg_${line} `));
  return found === undefined ? null : Number(found.split(' ').at(-1));
};

test.each([
  ['from this machine', local, 200],
  ['from elsewhere', distant, 404],
  ['through a proxy on this machine', { ...local, host: 'meet.example.com' }, 404],
  ['from elsewhere, with a wrong token', { ...distant, authorization: 'Bearer wrong-token-of-test' }, 404],
  ['from elsewhere, with the token', { ...distant, authorization: `Bearer ${TOKEN}` }, 200],
])('metrics %s', async (_, headers, status) => {
  expect((await ask(headers)).status).toBe(status);
});

test('every line is one that Prometheus reads, and every metric is there', async () => {
  const text = await read();
  for (const line of text.trimEnd().split('\n'))
    expect(line).toMatch(
      /^(# (HELP|TYPE) webmtg_\w+ .+|webmtg_\w+(\{\w+="[\w.+-]+"(,\w+="[\w.+-]+")*\})? [\d.e+-]+)$/,
    );
  for (const part of ['database', 'redis', 'livekit', 'objectStore'])
    expect(valueOf(text, `part_up{part="${part}"}`)).toBe(1);
  for (const name of ['meetings', 'participants', 'egress_queue', 'job_lag_seconds'])
    expect(valueOf(text, name)).toBeGreaterThanOrEqual(0);
  expect(valueOf(text, 'db_pool{state="waiting"}')).toBe(0);
  expect(valueOf(text, 'event_loop_delay_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
});

test('over the line, the server tells itself of its requests', async () => {
  const url = `${env().WEBMTG_URL}/api/metrics`;
  const first = await fetch(url);
  expect(first.status).toBe(200);
  await first.text();
  const text = await (await fetch(url)).text();
  expect(valueOf(text, 'requests_total{kind="health",status="2xx"}')).toBeGreaterThan(0);
});

test('open streams are counted in and out', async () => {
  const before = valueOf(await read(), 'open_streams') ?? Number.NaN;
  const countOut = countStream();
  expect(valueOf(await read(), 'open_streams')).toBe(before + 1);
  countOut();
  expect(valueOf(await read(), 'open_streams')).toBe(before);
});

test('requests are counted by what they are for, and nobody is named', async () => {
  installRequestTimes();
  const { webmtgRequestDone: done } = globalThis as {
    webmtgRequestDone?: (request: { url: string; status: number; seconds: number }) => void;
  };
  const { tenant, room } = await sandbox();
  for (const seconds of [0.004, 0.02, 40])
    done?.({ url: `/t/${tenant.slug}/rooms/${room.id}`, status: 200, seconds });
  done?.({ url: '/api/trpc/rooms.get?input=1', status: 404, seconds: 0.001 });
  const text = await read();
  expect(valueOf(text, 'requests_total{kind="page",status="2xx"}')).toBe(3);
  expect(valueOf(text, 'requests_total{kind="api",status="4xx"}')).toBe(1);
  const buckets = [...BOUNDS, '+Inf'].map((le) =>
    valueOf(text, `request_duration_seconds_bucket{kind="page",le="${le}"}`),
  );
  expect(buckets).toEqual([1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3]);
  expect(text).not.toContain(tenant.slug);
  expect(text).not.toContain(room.id);
});
