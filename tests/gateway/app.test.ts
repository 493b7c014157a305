import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { v7 as uuid } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { findLauncher } from '../../stack/lock.ts';
import { portsFrom, type Ports } from '../../stack/ports.ts';
import { readMark } from '../../stack/processes.ts';
import { browserOf, sandbox, sessionCookie } from '../server/harness.ts';
import { askForStart, askForUrl, declare, send, sendBeginning } from '../server/uploading.ts';

const folder = process.env.WEBMTG_DATA ?? '';
const origin = env().WEBMTG_URL;
let ports: Ports;

beforeAll(() => {
  const running = findLauncher(folder);
  if (!running) throw new Error('Run these tests by npm test -- gateway');
  ports = portsFrom(running.port, running.instances, running.nodes);
});

/** Opens a request through the gateway; its body is the caller's to read. */
const open = async (target: string, { body, ...options }: RequestOptions & { body?: string } = {}) => {
  const sent = request(`${origin}${target}`, { agent: false, ...options });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
};

describe('through the gateway', () => {
  test('people come in by TLS, with cookies for this host alone', async () => {
    expect(origin).toMatch(/^https:/);
    const { host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    expect(cookie).toMatch(/^__Host-webmtg\.session=/);
    const page = await open('/account', { headers: { cookie } });
    expect(page.statusCode).toBe(200);
    expect(await text(page)).toContain(host.name);
    expect(page.headers['content-security-policy']).toContain(`wss://localhost:${ports.web}`);
    expect(page.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  test("a tenant's own host is that tenant's, and any other below it nobody's", async () => {
    const { tenant } = await sandbox();
    const host = `${tenant.slug}.tenants.test`;
    await db().tenant.update({ where: { id: tenant.id }, data: { host } });
    const signInAt = async (name: string) => {
      const page = await open('/sign-in', { headers: { host: `${name}:${ports.web}` } });
      page.resume();
      return { status: page.statusCode, location: page.headers.location };
    };
    // Under its own host there is its own sign-in alone.
    const location = expect.stringMatching(new RegExp(`^/t/${tenant.slug}/sign-in`));
    expect(await signInAt(host)).toEqual({ status: 307, location });
    expect(await signInAt('nobody.tenants.test')).toEqual({ status: 200, location: undefined });
    await expect(signInAt('evil.example')).rejects.toThrow(/altnames/);
  });

  test('a page brings what it is made of, compressed and for good', async () => {
    const html = await text(await open('/sign-in'));
    const [script] = /\/_next\/static\/[^"]+\.js/.exec(html) ?? [''];
    const response = await open(script, { headers: { 'accept-encoding': 'gzip' } });
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });

  test('the app counts by the address that the gateway saw, whatever the client says', async () => {
    const statuses = async (localAddress: string, count: number) => {
      const got: (number | undefined)[] = [];
      for (let i = 0; i < count; i++) {
        const headers = {
          'content-type': 'application/json',
          origin,
          'x-forwarded-for': `203.0.113.${i}`,
          'x-webmtg-address': `203.0.113.${i}`,
        };
        const options = { method: 'POST', localAddress, headers, body: '{}' };
        const response = await open('/api/trpc/auth.register', options);
        response.resume();
        got.push(response.statusCode);
      }
      return got;
    };
    const suffix = Math.floor(Math.random() * 250);
    const first = await statuses(`127.1.${suffix}.1`, 31);
    expect(first.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 400));
    expect(first[30]).toBe(429);
    expect(await statuses(`127.1.${suffix}.2`, 1)).toEqual([400]);
  });

  test("what the app writes for a request has the request's id, also behind the answer", async () => {
    const { host } = await sandbox();
    const { email } = await db().user.findUniqueOrThrow({ where: { id: host.id } });
    const headers = { 'content-type': 'application/json', origin };
    const options = { method: 'POST', headers, body: JSON.stringify({ email }) };
    const response = await open('/api/trpc/auth.requestPasswordReset', options);
    response.resume();
    expect(response.statusCode).toBe(200);
    const lines = () =>
      ports.instances
        .map((_, i) => readFileSync(path.join(folder, 'log', `web-${i + 1}.log`), 'utf8'))
        .flatMap((log) => log.split('\n').filter((line) => line.includes(email)));
    await expect.poll(lines).toHaveLength(1);
    expect(JSON.parse(lines()[0] ?? '')).toMatchObject({ requestId: response.headers['x-request-id'] });
  });

  test('an event arrives within a second of being said', async () => {
    const { room, host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const input = encodeURIComponent(JSON.stringify({ roomId: room.id }));
    const stream = await open(`/api/trpc/rooms.live?input=${input}`, { headers: { cookie } });
    expect(stream.headers['content-type']).toBe('text/event-stream');
    let heard = '';
    stream.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    await expect.poll(() => heard).toContain('"open"');
    const { api } = await browserOf(host);
    const began = performance.now();
    await api.chat.send({ roomId: room.id, id: uuid(), body: 'through the gateway' });
    await expect.poll(() => heard, { interval: 5 }).toContain('through the gateway');
    expect(performance.now() - began).toBeLessThan(1000);
    stream.destroy();
  });

  test('an upload streams through: what came stays when the line is cut, and the rest follows', async () => {
    const { room, host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const bytes = new Uint8Array(12 * 1024 * 1024).fill(7);
    const target = { slug: 'attachment' as const, input: { roomId: room.id } };
    const { url } = await askForUrl(cookie, target, declare(bytes));
    expect(url.startsWith(origin)).toBe(true);
    const line = await sendBeginning(cookie, url, bytes, { until: 11 * 1024 * 1024 });
    // Stored while the sender has not finished: the gateway does not wait for the whole.
    await expect
      .poll(async () => Number((await askForStart(cookie, url)).start), { timeout: 15_000 })
      .toBeGreaterThan(1024 * 1024);
    line.cut();
    const start = Number((await askForStart(cookie, url)).start);
    expect(await send(cookie, url, bytes, { start })).toMatchObject({ status: 200 });
  });

  test('signalling opens with the address and the token that the app gives', async () => {
    const { room, host } = await sandbox();
    const { api } = await browserOf(host);
    const joined = await api.rooms.join({ roomId: room.id, tabId: uuid() });
    expect(joined.serverUrl).toBe(`wss://localhost:${ports.web}/livekit`);
    const socket = new WebSocket(`${joined.serverUrl}/rtc?access_token=${joined.token}&auto_subscribe=1`);
    socket.binaryType = 'arraybuffer';
    const message = await new Promise<MessageEvent>((resolve, reject) => {
      socket.addEventListener('message', resolve);
      socket.addEventListener('error', () => reject(new Error('the socket failed')));
    });
    expect((message.data as ArrayBuffer).byteLength).toBeGreaterThan(100);
    socket.close();
  });

  test('signalling without a token is refused by LiveKit itself', async () => {
    const response = await open('/livekit/rtc/validate');
    response.resume();
    expect(response.statusCode).toBe(401);
  });
});

test('the web servers and the store listen to this machine alone, each to a port of its own', async () => {
  expect(ports.instances.length).toBeGreaterThan(1);
  for (const port of ports.instances) {
    expect((await fetch(`http://127.0.0.1:${port}/api/health?live`)).status).toBe(200);
    await expect(fetch(`http://127.0.0.2:${port}/api/health?live`)).rejects.toThrow('fetch failed');
  }
});

test('one web server is about to stop: whoever opens a stream meanwhile has it at the other one', async () => {
  const { room, host } = await sandbox();
  const { cookie } = await sessionCookie(host.id);
  const target = `/api/trpc/rooms.live?input=${encodeURIComponent(JSON.stringify({ roomId: room.id }))}`;
  const [leaving, staying] = ports.instances;
  const isReadyAt = async (port?: number) => (await fetch(`http://127.0.0.1:${port}/api/health`)).ok;
  const stopped = readMark(path.join(folder, 'run', 'web-1.json'))?.pid ?? 0;
  process.kill(stopped, 'SIGTERM');
  await expect.poll(async () => await isReadyAt(leaving), { interval: 20 }).toBe(false);
  // It takes connections still, and says no.
  expect((await fetch(`http://127.0.0.1:${leaving}${target}`, { headers: { cookie } })).status).toBe(503);
  const streams = [];
  for (let i = 0; i < 8; i++) streams.push(await open(target, { headers: { cookie } }));
  expect(streams.map(({ statusCode }) => statusCode)).toEqual(streams.map(() => 200));
  const heard: string[] = [];
  for (const [i, stream] of streams.entries())
    stream.on('data', (chunk: Buffer) => (heard[i] = `${heard[i] ?? ''}${chunk.toString()}`));
  await expect.poll(() => heard.filter((said) => said.includes('"open"')).length).toBe(streams.length);
  expect(await isReadyAt(staying)).toBe(true);
  for (const stream of streams) stream.destroy();
  await expect
    .poll(async () => await isReadyAt(leaving).catch(() => false), { timeout: 60_000, interval: 200 })
    .toBe(true);
}, 120_000);

test('one web server is killed amid requests: no reader sees an error, and it comes back', async () => {
  const pidOf = () => readMark(path.join(folder, 'run', 'web-1.json'))?.pid ?? 0;
  const killed = pidOf();
  const statuses: (number | undefined)[] = [];
  let isDead = false;
  await Promise.all(
    Array.from({ length: 6 }, async (_, reader) => {
      for (let i = 0; i < 60; i++) {
        const response = await open('/sign-in', { localAddress: `127.2.0.${reader + 1}` });
        await text(response);
        statuses.push(response.statusCode);
        if (statuses.length > 60 && !isDead) {
          isDead = true;
          process.kill(killed, 'SIGKILL');
        }
      }
    }),
  );
  expect(statuses).toEqual(Array.from({ length: 360 }, () => 200));
  const isBack = async () => (await fetch(`http://127.0.0.1:${ports.instances[0]}/api/health?live`)).status;
  await expect.poll(async () => await isBack().catch(() => 0), { timeout: 60_000 }).toBe(200);
  expect(pidOf()).not.toBe(killed);
}, 120_000);
