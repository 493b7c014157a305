import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { text } from 'node:stream/consumers';
import { getCiphers } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askPlain } from './askPlain.ts';
import { Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

let upstream: Upstream;
let gateway: Gateway;

beforeAll(async () => {
  upstream = await Upstream.start();
  gateway = await Gateway.start({ web: [upstream.port] });
});
afterAll(async () => {
  await gateway.stop();
  upstream.stop();
});

describe('TLS', () => {
  test.each(['TLSv1', 'TLSv1.1'] as const)('%s is refused by the gateway', async (version) => {
    // Level 0, as this side would not even ask otherwise.
    const asked = gateway.connect({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' });
    await expect(asked).rejects.toMatchObject({ code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' });
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s is spoken', async (version) => {
    const socket = await gateway.connect({ minVersion: version, maxVersion: version });
    expect(socket.getProtocol()).toBe(version);
    socket.destroy();
  });

  test('of the ciphers of TLS 1.2 only those with forward secrecy and authentication are taken', async () => {
    const known = getCiphers().filter((name) => !name.startsWith('tls_'));
    const taken: string[] = [];
    for (const name of known) {
      const ciphers = `${name.toUpperCase()}:@SECLEVEL=0`;
      const asked = gateway.connect({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers });
      const socket = await asked.catch(() => null);
      if (socket) taken.push(name);
      socket?.destroy();
    }
    // For a certificate with an elliptic key, as the gateway's here is.
    expect(taken.toSorted()).toEqual([
      'ecdhe-ecdsa-aes128-gcm-sha256',
      'ecdhe-ecdsa-aes256-gcm-sha384',
      'ecdhe-ecdsa-chacha20-poly1305',
    ]);
  });

  test('each connection has keys of its own', async () => {
    const socket = await gateway.connect({ maxVersion: 'TLSv1.2' });
    expect(socket.getEphemeralKeyInfo()).toMatchObject({ type: 'ECDH' });
    socket.destroy();
  });

  test('who comes again is known without a ticket, which would be good for as long as its key is', async () => {
    const first = await gateway.connect({ maxVersion: 'TLSv1.2' });
    expect(first.getTLSTicket()).toBeUndefined();
    const session = first.getSession();
    first.destroy();
    const again = await gateway.connect({ maxVersion: 'TLSv1.2', session });
    expect(again.isSessionReused()).toBe(true);
    again.destroy();
  });

  test('nobody has the connection renegotiate', async () => {
    const socket = await gateway.connect({ maxVersion: 'TLSv1.2' });
    const failed = new Promise<Error>((resolve) => socket.once('error', resolve));
    socket.renegotiate({}, () => undefined);
    expect(await failed).toMatchObject({ code: 'ERR_SSL_NO_RENEGOTIATION' });
    socket.destroy();
  });

  test.each(['X25519', 'prime256v1', 'secp384r1'])('%s is a curve that it takes', async (ecdhCurve) => {
    const socket = await gateway.connect({ ecdhCurve, minVersion: 'TLSv1.3' });
    expect(socket.getEphemeralKeyInfo()).toMatchObject({ type: 'ECDH', name: ecdhCurve });
    socket.destroy();
  });

  test.each(['secp521r1', 'X448'])('%s is none', async (ecdhCurve) => {
    const asked = gateway.connect({ ecdhCurve, minVersion: 'TLSv1.3' });
    await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/HANDSHAKE_FAILURE/) });
  });

  test('the certificate is good for its hosts, and from the authority', async () => {
    for (const servername of ['localhost', 'meet.test']) {
      const socket = await gateway.connect({ servername });
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
    await expect(gateway.connect({ servername: 'evil.example' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    await expect(gateway.connect({ ca: [] })).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
  });

  test('HTTP/2 is chosen by who can speak it', async () => {
    const session = connectHttp2(`https://localhost:${gateway.port}`, { ca: gateway.ca });
    const stream = session.request({ ':path': '/by-http2' });
    const [headers] = await once(stream, 'response');
    expect(session.alpnProtocol).toBe('h2');
    expect(headers).toMatchObject({ ':status': 200, 'strict-transport-security': 'max-age=63072000' });
    expect(await text(stream)).toBe('upstream');
    session.close();
    expect(upstream.received.at(-1)).toMatchObject({
      url: '/by-http2',
      headers: { host: gateway.authority },
    });
    const socket = await gateway.connect({ ALPNProtocols: ['http/1.1'] });
    expect(socket.alpnProtocol).toBe('http/1.1');
    socket.destroy();
  });
});

describe('plain HTTP', () => {
  test.each([
    ['localhost', 308],
    ['meet.test', 308],
    ['evil.example', 421],
  ])('to %s is answered with %i', async (host, status) => {
    const before = upstream.received.length;
    const answer = await askPlain(gateway.httpPort, '/m/abc?x=1', host);
    expect(answer.status).toBe(status);
    expect(answer.headers.location).toBe(
      status === 308 ? `https://${gateway.authority}/m/abc?x=1` : undefined,
    );
    expect(upstream.received.length).toBe(before);
  });

  test('to the port of TLS leads to TLS', async () => {
    const answer = await askPlain(gateway.port, '/m/abc?x=1', gateway.authority);
    expect(answer).toMatchObject({
      status: 308,
      headers: { location: `https://${gateway.authority}/m/abc?x=1` },
    });
  });
});

describe('the authority of this machine', () => {
  test('is to be had without TLS, for who does not trust it yet, and nothing else is', async () => {
    for (const host of ['localhost', 'meet.test']) {
      const answer = await askPlain(gateway.httpPort, '/ca.pem', host);
      expect(answer).toMatchObject({ status: 200, body: gateway.ca });
      expect(answer.headers['content-type']).toBe('application/x-x509-ca-cert');
    }
    for (const path of ['/ca-key.pem', '/server-key.pem', '/ca.pem/'])
      expect(await askPlain(gateway.httpPort, path, 'localhost')).toMatchObject({ status: 308 });
    expect(await askPlain(gateway.httpPort, '/ca.pem', 'evil.example')).toMatchObject({ status: 421 });
  });

  test('is not there where the host has a certificate of their own', async () => {
    const trusted = await Gateway.start({ web: [upstream.port], values: { GATEWAY_CA: '' } });
    expect(await askPlain(trusted.httpPort, '/ca.pem', 'localhost')).toMatchObject({ status: 404 });
    await trusted.stop();
  });
});

describe('answers', () => {
  test('bind browsers to TLS, also those that refuse', async () => {
    for (const path of ['/', '/healthz', '/.env', '/a//b']) {
      const { headers } = await gateway.ask(path);
      expect(headers['strict-transport-security']).toBe('max-age=63072000');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers.server).toBe('nginx');
    }
  });

  test('what is named by a hash is kept for good, and errors never', async () => {
    upstream.answer = ({ url }, response) => {
      response.statusCode = url.endsWith('missing.js') ? 404 : 200;
      response.setHeader('cache-control', 'private, max-age=5');
      response.end('x');
    };
    const cacheOf = async (path: string) => (await gateway.ask(path)).headers['cache-control'];
    expect(await cacheOf('/_next/static/chunks/a.js')).toBe('public, max-age=31536000, immutable');
    expect(await cacheOf('/_next/static/chunks/missing.js')).toBe('no-store');
    expect(await cacheOf('/page')).toBe('private, max-age=5');
  });

  test('are compressed where that helps, by the gateway alone', async () => {
    upstream.answer = ({ url }, response) => {
      response.setHeader('content-type', url === '/api/files/a' ? 'text/plain' : 'text/javascript');
      response.end('const a = 1;\n'.repeat(1000));
    };
    const encodingOf = async (path: string) => {
      const { headers } = await gateway.ask(path, { headers: { 'accept-encoding': 'gzip, br' } });
      return headers['content-encoding'];
    };
    expect(await encodingOf('/_next/static/chunks/a.js')).toBe('gzip');
    expect(await encodingOf('/api/files/a')).toBeUndefined();
    expect(upstream.received.at(-2)?.headers).not.toHaveProperty('accept-encoding');
  });

  test('/healthz is the gateway itself, whatever host is asked for', async () => {
    const before = upstream.received.length;
    for (const host of ['localhost', '10.0.0.1']) {
      expect(await gateway.ask('/healthz', { headers: { host } })).toMatchObject({
        status: 200,
        body: 'ok\n',
      });
    }
    expect(await askPlain(gateway.httpPort, '/healthz', '10.0.0.1')).toMatchObject({ status: 200 });
    expect(upstream.received.length).toBe(before);
  });
});
