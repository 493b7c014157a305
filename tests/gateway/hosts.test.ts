import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askPlain } from './askPlain.ts';
import { Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

let upstream: Upstream;
let gateway: Gateway;

beforeAll(async () => {
  upstream = await Upstream.start();
  gateway = await Gateway.start({
    web: [upstream.port],
    values: { GATEWAY_TENANT_HOSTS: 'meet.acme.test *.tenants.test' },
  });
});
beforeEach(() => void upstream.received.splice(0));
afterAll(async () => {
  await gateway.stop();
  upstream.stop();
});

describe('hosts', () => {
  test.each(['evil.example', 'localhost.evil.example', `evil.example:443`, '127.0.0.2'])(
    '%s is not ours',
    async (host) => {
      expect(await gateway.ask('/', { headers: { host } })).toMatchObject({ status: 421 });
      expect(upstream.received).toEqual([]);
    },
  );

  test('another name of ours leads to the one that people type', async () => {
    const answer = await gateway.ask('/m/abc?x=1', { headers: { host: 'meet.test' } });
    expect(answer).toMatchObject({
      status: 308,
      headers: { location: `https://${gateway.authority}/m/abc?x=1` },
    });
    expect(upstream.received).toEqual([]);
  });

  test('whatever port or host a request claims, the app hears its own', async () => {
    await gateway.ask('/', { headers: { host: 'localhost:1' } });
    await gateway.send(`GET https://localhost/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
    expect(upstream.received.map(({ headers }) => headers.host)).toEqual([
      gateway.authority,
      gateway.authority,
    ]);
  });

  test('a foreign host in the request line is refused, whatever the header says', async () => {
    const request = `GET https://evil.example/ HTTP/1.1\r\nHost: ${gateway.authority}\r\nConnection: close\r\n\r\n`;
    expect(await gateway.send(request)).toMatch(/^HTTP\/1\.1 421 /);
    expect(upstream.received).toEqual([]);
  });

  test.each(['GET / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n'])(
    'none or two of them are no request',
    async (request) => {
      expect(await gateway.send(request)).toMatch(/^HTTP\/1\.1 400 /);
      expect(upstream.received).toEqual([]);
    },
  );
});

describe('hosts of tenants', () => {
  test.each(['meet.acme.test', 'a.tenants.test', 'b.a.tenants.test', 'MEET.acme.test'])(
    '%s reaches the app as itself',
    async (host) => {
      expect(await gateway.ask('/', { headers: { host } })).toMatchObject({ status: 200 });
      const own = `${host.toLowerCase()}:${gateway.port}`;
      expect(upstream.received.map(({ headers }) => [headers.host, headers['x-forwarded-host']])).toEqual([
        [own, own],
      ]);
    },
  );

  test('have the port of the gateway, whichever a request claims', async () => {
    await gateway.ask('/', { headers: { host: 'meet.acme.test:1' } });
    expect(upstream.received[0]?.headers.host).toBe(`meet.acme.test:${gateway.port}`);
  });

  test.each(['tenants.test', 'acme.test', 'evil.meet.acme.test', 'meet.acme.test.evil.example'])(
    '%s is none of them',
    async (host) => {
      expect(await gateway.ask('/', { headers: { host } })).toMatchObject({ status: 421 });
      expect(upstream.received).toEqual([]);
    },
  );

  test('are not to be had by other headers', async () => {
    const forged = { 'x-forwarded-host': 'meet.acme.test', forwarded: 'host=meet.acme.test' };
    await gateway.ask('/', { headers: forged });
    const [received] = upstream.received;
    expect(received?.headers).toMatchObject({
      host: gateway.authority,
      'x-forwarded-host': gateway.authority,
    });
    expect(received?.headers).not.toHaveProperty('forwarded');
  });

  test('are asked for by the request line, where it names one', async () => {
    await gateway.send(
      `GET https://meet.acme.test/ HTTP/1.1\r\nHost: ${gateway.authority}\r\nConnection: close\r\n\r\n`,
    );
    expect(upstream.received.map(({ headers }) => headers.host)).toEqual([`meet.acme.test:${gateway.port}`]);
  });

  test('have the same limits and filters as the other', async () => {
    const headers = { host: 'meet.acme.test' };
    expect(await gateway.ask('/.env', { headers })).toMatchObject({ status: 404 });
    expect(await gateway.ask('/api/metrics', { headers })).toMatchObject({ status: 404 });
    expect(await gateway.ask('/a//b', { headers })).toMatchObject({ status: 400 });
    expect(upstream.received).toEqual([]);
  });

  test('are led from plain HTTP to TLS, each to itself', async () => {
    const leadsTo = async (port: number, host: string) => {
      const { status, headers } = await askPlain(port, '/m/abc?x=1', host);
      return [status, headers.location];
    };
    const own = `https://meet.acme.test:${gateway.port}/m/abc?x=1`;
    expect(await leadsTo(gateway.httpPort, 'meet.acme.test')).toEqual([308, own]);
    expect(await leadsTo(gateway.port, 'meet.acme.test')).toEqual([308, own]);
  });

  test('prove themselves to a certificate authority as the other does, by plain HTTP', async () => {
    const folder = path.join(gateway.acme, '.well-known', 'acme-challenge');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'proof'), 'of a host');
    const target = '/.well-known/acme-challenge/proof';
    for (const host of ['localhost', 'meet.acme.test', 'a.tenants.test', 'meet.test'])
      expect(await askPlain(gateway.httpPort, target, host)).toMatchObject({
        status: 200,
        body: 'of a host',
      });
    expect(await askPlain(gateway.httpPort, target, 'evil.example')).toMatchObject({ status: 421 });
  });

  test('are nothing to who comes from within', async () => {
    await askPlain(gateway.innerPort, '/recording', 'meet.acme.test');
    expect(upstream.received.map(({ headers }) => headers.host)).toEqual([gateway.authority]);
  });

  test('stand in the certificate of this machine', async () => {
    for (const servername of ['meet.acme.test', 'a.tenants.test']) {
      const socket = await gateway.connect({ servername });
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
  });
});
