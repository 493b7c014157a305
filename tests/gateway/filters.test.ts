import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

let upstream: Upstream;
let gateway: Gateway;

beforeAll(async () => {
  upstream = await Upstream.start();
  gateway = await Gateway.start({ web: [upstream.port], livekit: upstream.port });
});
beforeEach(() => void upstream.received.splice(0));
afterAll(async () => {
  await gateway.stop();
  upstream.stop();
});

describe('what a request claims about itself', () => {
  test('is dropped and set anew', async () => {
    await gateway.ask('/', {
      localAddress: '127.0.0.9',
      headers: {
        'x-forwarded-for': '203.0.113.1, 203.0.113.2',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        'x-forwarded-port': '1',
        forwarded: 'for=203.0.113.1',
        'x-real-ip': '203.0.113.1',
        'x-webmtg-address': '203.0.113.1',
        'x-request-id': 'chosen-by-the-client',
        'x-original-url': '/operator',
        'x-rewrite-url': '/operator',
        'x-http-method-override': 'DELETE',
        proxy: 'http://evil.example',
        'x-middleware-subrequest': 'src/proxy:src/proxy',
        'x-matched-path': '/operator',
        'x-invoke-path': '/operator',
      },
    });
    const [received] = upstream.received;
    expect(received?.headers).toEqual({
      host: gateway.authority,
      'x-forwarded-for': '127.0.0.9',
      'x-forwarded-host': gateway.authority,
      'x-forwarded-proto': 'https',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test('has an id that the app, the log and the answer share', async () => {
    const { headers } = await gateway.ask('/who', { headers: { 'x-request-id': 'chosen' } });
    const [received] = upstream.received;
    expect(headers['x-request-id']).toBe(received?.headers['x-request-id']);
    await expect
      .poll(() => gateway.log.find(({ path }) => path === '/who'))
      .toMatchObject({
        id: headers['x-request-id'],
        address: '127.0.0.1',
        status: 200,
        upstream: `127.0.0.1:${upstream.port}`,
      });
  });
});

describe('paths', () => {
  test.each([
    '/../etc/passwd',
    '/_next/static/../../api/trpc/auth.register',
    '/_next/static/%2e%2e/%2e%2e/api/livekit',
    '/_next/static/..%2f..%2fapi',
    '/_next/static/%252e%252e/api',
    '/api/./livekit',
    '//evil.example/',
    '/api//livekit',
    '/api\\livekit',
    '/api%5clivekit',
    '/%00',
    '/m/abc%0d%0aSet-Cookie:x',
    '/livekit/rtc/../twirp/livekit.RoomService/ListRooms',
  ])('%s is a trick', async (path) => {
    expect(await gateway.ask(path)).toMatchObject({ status: 400 });
    expect(upstream.received).toEqual([]);
  });

  test.each([
    '/.env',
    '/.git/config',
    '/m/.env',
    '/api/livekit',
    '/api/metrics',
    '/livekit/',
    '/livekit/twirp/livekit.RoomService/ListRooms',
    '/livekit/rtcx',
    '/livekit/debug/pprof',
  ])('%s is not there', async (path) => {
    expect(await gateway.ask(path)).toMatchObject({ status: 404 });
    expect(upstream.received).toEqual([]);
  });

  test('/livekit is the gateway itself, for who warms a connection up', async () => {
    expect(await gateway.ask('/livekit', { method: 'HEAD' })).toMatchObject({ status: 204 });
    expect(upstream.received).toEqual([]);
  });

  test.each([
    ['/_next/static/chunks/app/t/%5Btenant%5D/page.js', 200],
    ['/t/kumo?next=/a/../b//c%2f', 200],
    ['/.well-known/security.txt', 200],
    ['/%E4%BC%9A%E8%AD%B0', 200],
  ])('%s is a path', async (path, status) => {
    expect(await gateway.ask(path)).toMatchObject({ status });
    expect(upstream.received.map(({ url }) => url)).toEqual([path]);
  });
});

describe('methods', () => {
  test.each([
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/m/abc', 'GET, HEAD'],
    ['OPTIONS', '/api/trpc/rooms.get', 'GET, HEAD, POST'],
    ['PUT', '/api/trpc/rooms.get', 'GET, HEAD, POST'],
    ['POST', '/api/trpc/rooms.live', 'GET'],
    ['POST', '/api/ingest/key', 'HEAD, PUT'],
    ['POST', '/livekit/rtc', 'GET'],
    ['PROPFIND', '/', 'GET, HEAD'],
  ])('%s %s is refused, and told what would do', async (method, path, allow) => {
    expect(await gateway.ask(path, { method })).toMatchObject({ status: 405, headers: { allow } });
    expect(upstream.received).toEqual([]);
  });

  test.each(['TRACE', 'CONNECT'])('%s is refused', async (method) => {
    const answer = await gateway.send(`${method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|405) /);
    expect(upstream.received).toEqual([]);
  });

  test.each([
    ['GET', '/'],
    ['HEAD', '/'],
    ['POST', '/api/trpc/rooms.get'],
    ['HEAD', '/api/ingest/key'],
    ['PUT', '/api/ingest/key'],
  ])('%s %s goes through', async (method, path) => {
    expect(await gateway.ask(path, { method })).toMatchObject({ status: 200 });
    expect(upstream.received).toMatchObject([{ method, url: path }]);
  });
});

describe('sizes', () => {
  test('100,000 bytes of headers are too many', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x-${i}`, 'x'.repeat(1000)]));
    expect(await gateway.ask('/', { headers: many })).toMatchObject({ status: 431 });
    expect(await gateway.ask('/', { headers: { 'x-long': 'x'.repeat(100_000) } })).toMatchObject({
      status: 431,
    });
    expect(upstream.received).toEqual([]);
  });

  test('a line of 100,000 bytes is too long', async () => {
    expect(await gateway.ask(`/${'x'.repeat(100_000)}`)).toMatchObject({ status: 414 });
    expect(upstream.received).toEqual([]);
  });

  test('a body has a megabyte at most, but for uploads', async () => {
    const headers = { 'content-length': 2_000_000 };
    const refused = await gateway.ask('/api/trpc/rooms.get', { method: 'POST', headers, body: 'x' });
    expect(refused).toMatchObject({ status: 413 });
    expect(upstream.received).toEqual([]);
    const body = 'x'.repeat(2_000_000);
    expect(await gateway.ask('/api/ingest/key', { method: 'PUT', body })).toMatchObject({ status: 200 });
    expect(upstream.received).toMatchObject([{ bytes: 2_000_000 }]);
  });
});

describe('upgrades', () => {
  const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  const ask = async (path: string, headers: Record<string, string>) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const answer = await gateway.send(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.join('')}\r\n`);
    return Number(answer.split(' ')[1]);
  };

  test.each(['/livekit/rtc?access_token=a', '/livekit/rtc/v1?access_token=a'])(
    '%s becomes one',
    async (path) => {
      expect(await ask(path, upgrade)).toBe(101);
      expect(upstream.received).toMatchObject([
        { url: path.slice('/livekit'.length), headers: { upgrade: 'websocket' } },
      ]);
    },
  );

  test.each(['/', '/api/trpc/rooms.live', '/livekit/rtc/validate', '/_next/webpack-hmr'])(
    '%s does not',
    async (path) => {
      expect(await ask(path, { ...upgrade, connection: 'Upgrade, close' })).toBe(400);
      expect(upstream.received).toEqual([]);
    },
  );

  test('HTTP/2 in the clear is not offered to the app', async () => {
    const answer = await ask('/', {
      connection: 'Upgrade, HTTP2-Settings, close',
      upgrade: 'h2c',
      'http2-settings': 'AAMAAABk',
    });
    expect(answer).toBe(200);
    expect(upstream.received[0]?.headers).not.toHaveProperty('upgrade');
  });
});

test('the log holds neither the links that let people in nor what is asked', async () => {
  const secret = 'dont-write-me';
  for (const path of ['/s/', '/i/', '/invite/', '/m/', '/%73/']) await gateway.ask(`${path}${secret}`);
  for (const path of [
    '/recording',
    '/reset-password',
    '/livekit/rtc',
    '/api/trpc/rooms.get',
    '/api/ingest/key',
  ])
    await gateway.ask(`${path}?token=${secret}`, { method: path.startsWith('/api/ingest') ? 'HEAD' : 'GET' });
  await gateway.ask('/last', { headers: { referer: `https://localhost/s/${secret}`, cookie: secret } });
  const paths = () => gateway.log.map(({ path }) => path);
  await expect.poll(paths).toContain('/last');
  const expected = ['/s/***', '/i/***', '/invite/***', '/m/***', '/recording', '/reset-password', '/last'];
  await expect.poll(paths).toEqual(expect.arrayContaining(expected));
  expect(JSON.stringify(gateway.log)).not.toContain(secret);
});
