import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

let upstream: Upstream;
let gateway: Gateway;

/** So slow that nothing is forgiven while a test runs. */
const rate = '1r/m';
const kinds = ['PAGE', 'API', 'UPLOAD', 'STREAM', 'SIGNAL'];

beforeAll(async () => {
  upstream = await Upstream.start();
  gateway = await Gateway.start({
    web: [upstream.port],
    livekit: upstream.port,
    values: {
      ...Object.fromEntries(kinds.map((kind) => [`GATEWAY_${kind}_ADDRESS_RATE`, rate])),
      ...Object.fromEntries(kinds.map((kind) => [`GATEWAY_${kind}_SESSION_RATE`, rate])),
      ...Object.fromEntries(kinds.map((kind) => [`GATEWAY_${kind}_ADDRESS_BURST`, '5'])),
      ...Object.fromEntries(kinds.map((kind) => [`GATEWAY_${kind}_SESSION_BURST`, '2'])),
      GATEWAY_STREAMS_OF_ADDRESS: '3',
      GATEWAY_STREAMS_OF_SESSION: '2',
      GATEWAY_UPLOADS_OF_SESSION: '1',
    },
  });
});
afterAll(async () => {
  await gateway.stop();
  upstream.stop();
});

let addresses = 1;
/** An address that nobody has asked from. */
const newAddress = () => `127.0.1.${addresses++}`;
const cookieOf = (name: string) => `other=1; __Host-webmtg.session=head.body.${name}`;

/** Statuses of so many requests, one after another. */
const statusesOf = async (count: number, path: string, options: Asked) => {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await gateway.ask(path, options)).status);
  return statuses;
};

const paths = [
  ['pages', '/t/kumo', 'GET'],
  ['calls', '/api/trpc/rooms.get', 'GET'],
  ['changes', '/api/trpc/chat.send', 'POST'],
  ['uploads', '/api/ingest/key', 'HEAD'],
  ['streams', '/api/trpc/rooms.live', 'GET'],
  ['signalling', '/livekit/rtc/validate', 'GET'],
] as const;

describe.each(paths)('%s', (name, path, method) => {
  test('of one address are limited, whatever it claims to be', async () => {
    const localAddress = newAddress();
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) {
      const headers = { 'x-forwarded-for': `203.0.113.${i}`, cookie: cookieOf(`forged${name}${i}`) };
      statuses.push((await gateway.ask(path, { method, localAddress, headers })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    expect(await statusesOf(1, path, { method, localAddress: newAddress() })).toEqual([200]);
  });

  test('of one session are limited, wherever it is', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) {
      const options = { method, localAddress: newAddress(), headers: { cookie: cookieOf(`person-${name}`) } };
      statuses.push((await gateway.ask(path, options)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});

describe('a refusal', () => {
  test('says when to come again, in words on pages', async () => {
    const localAddress = newAddress();
    await statusesOf(6, '/t/kumo', { localAddress });
    expect(await gateway.ask('/t/kumo', { localAddress })).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1', 'cache-control': 'no-store' },
      body: expect.stringContaining('Too many requests'),
    });
  });

  test.each(['GET', 'POST'])('is an error of tRPC to who calls it by %s', async (method) => {
    const options = { method, localAddress: newAddress() };
    await statusesOf(6, '/api/trpc/rooms.get', options);
    const { status, headers, body } = await gateway.ask('/api/trpc/rooms.get', options);
    expect(status).toBe(429);
    expect(headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/json' });
    expect(JSON.parse(body)).toMatchObject({ error: { data: { appCode: 'RATE_LIMITED', httpStatus: 429 } } });
  });

  test("of the app's own goes through as it is", async () => {
    upstream.answer = (_, response) => {
      response.writeHead(429, { 'retry-after': '77' });
      response.end('mine');
    };
    const answer = await gateway.ask('/t/kumo', { localAddress: newAddress() });
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '77' }, body: 'mine' });
    upstream.answer = (_, response) => response.end('upstream');
  });

  test('stands in the log', async () => {
    const localAddress = newAddress();
    await statusesOf(7, '/refused', { localAddress });
    // nginx writes its line once the answer is out.
    await expect.poll(() => gateway.log.filter(({ path }) => path === '/refused').length).toBe(7);
    expect(gateway.log.find(({ path, status }) => path === '/refused' && status === 429)).toMatchObject({
      status: 429,
      limit: 'REJECTED',
      address: localAddress,
      upstream: '',
    });
  });
});

test('so many streams of one session, and of one address, are open at once', async () => {
  upstream.answer = (_, response) => response.write('data: open\n\n');
  const open = async (localAddress: string, cookie: string) => {
    const sent = request({
      host: '127.0.0.1',
      port: gateway.port,
      servername: 'localhost',
      ca: gateway.ca,
      path: '/api/trpc/rooms.live',
      agent: false,
      localAddress,
      headers: { host: 'localhost', cookie },
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const retryAfter = response.headers['retry-after'];
    return { status: response.statusCode, retryAfter, end: () => sent.destroy() };
  };
  const shared = newAddress();
  const opened = [];
  for (const name of ['one', 'two', 'three', 'four']) opened.push(await open(shared, cookieOf(name)));
  expect(opened.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(opened.map(({ retryAfter }) => retryAfter)).toEqual([undefined, undefined, undefined, '1']);
  for (const { end } of opened) end();

  const tabs = [];
  for (let i = 0; i < 3; i++) tabs.push(await open(newAddress(), cookieOf('tabs')));
  expect(tabs.map(({ status }) => status)).toEqual([200, 200, 429]);
  for (const { end } of tabs) end();
  upstream.answer = (_, response) => response.end('upstream');
});

describe('who dawdles', () => {
  test('over its headers is cut off after ten seconds, and holds nobody else up', async () => {
    const began = performance.now();
    const slow = await Promise.all(Array.from({ length: 200 }, async () => await gateway.connect()));
    const closed = slow.map(async (socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
      const drip = setInterval(() => socket.write('x: 1\r\n'), 500);
      await new Promise((resolve) => socket.once('close', resolve));
      clearInterval(drip);
      return performance.now() - began;
    });
    expect(await gateway.ask('/quick', { localAddress: newAddress() })).toMatchObject({ status: 200 });
    expect(performance.now() - began).toBeLessThan(8_000);
    const times = await Promise.all(closed);
    expect(Math.max(...times)).toBeLessThan(20_000);
    expect(upstream.received.filter(({ headers }) => headers.x)).toEqual([]);
  });

  test('over a body occupies no web server', async () => {
    const before = upstream.received.length;
    const socket = await gateway.connect({ localAddress: newAddress() });
    socket.write('POST /api/trpc/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx');
    expect(await gateway.ask('/after', { localAddress: newAddress() })).toMatchObject({ status: 200 });
    expect(upstream.received.slice(before).map(({ url }) => url)).toEqual(['/after']);
    socket.destroy();
  });
});
