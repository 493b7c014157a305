import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { GET as health } from '@/app/api/health/route';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { negotiateLocale } from '@/server/locale';
import { serveCalls } from '@/server/serveCalls';
import { sandbox, sessionCookie } from './harness';
import { overHttp } from './overHttp';

const origin = overHttp(serveCalls);

const post = async (path: string, body: unknown, headers: Record<string, string>) =>
  await fetch(`${origin()}/api/trpc/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-webmtg-address': crypto.randomUUID(), ...headers },
  });

describe('mutations', () => {
  test('from our own pages go through', async () => {
    const { room, host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const response = await post(
      'rooms.update',
      { roomId: room.id, name: 'New' },
      { cookie, origin: env().WEBMTG_URL },
    );
    expect(response.status).toBe(200);
    expect(await db().room.findUnique({ where: { id: room.id } })).toMatchObject({ name: 'New' });
  });

  test.each([{ origin: 'https://evil.example' }, { origin: 'null' }, {}])(
    'from %o change nothing',
    async (headers) => {
      const { room, host } = await sandbox();
      const { cookie } = await sessionCookie(host.id);
      const response = await post('rooms.update', { roomId: room.id, name: 'New' }, { cookie, ...headers });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { data: { appCode: 'BAD_ORIGIN' } } });
      expect(await db().room.findUnique({ where: { id: room.id } })).toMatchObject({ name: room.name });
    },
  );

  test('cannot be sent as GET', async () => {
    const { room, host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const input = encodeURIComponent(JSON.stringify({ roomId: room.id }));
    const response = await fetch(`${origin()}/api/trpc/rooms.remove?input=${input}`, { headers: { cookie } });
    expect(response.status).toBe(405);
    expect(await db().room.findUnique({ where: { id: room.id } })).toMatchObject({ deletedAt: null });
  });
});

test('a refused field is named, and nothing of the inside is told', async () => {
  const { room, host } = await sandbox();
  const { cookie } = await sessionCookie(host.id);
  const response = await post(
    'rooms.update',
    { roomId: room.id, name: '' },
    { cookie, origin: env().WEBMTG_URL },
  );
  const { error } = (await response.json()) as { error: { data: Record<string, unknown> } };
  expect(response.status).toBe(400);
  expect(error.data['fields']).toEqual({ name: 'required' });
  expect(error.data).not.toHaveProperty('stack');
});

test('what is too long for any input is refused, and nothing is kept waiting', async () => {
  const { room, host } = await sandbox();
  const { cookie } = await sessionCookie(host.id);
  const input = { roomId: room.id, name: 'n'.repeat(2_000_000) };
  const response = await post('rooms.update', input, { cookie, origin: env().WEBMTG_URL });
  expect(response.status).toBe(413);
  expect(await db().room.findUnique({ where: { id: room.id } })).toMatchObject({ name: room.name });
});

test('a host that can be none is refused, and the next request is served', async () => {
  const { port } = new URL(origin());
  const ask = async (host: string) => {
    const sent = request({ port, path: '/api/trpc/rooms.list', headers: { host } }).end();
    const [{ statusCode }] = (await once(sent, 'response')) as [IncomingMessage];
    return statusCode;
  };
  expect(await ask('no host')).toBe(400);
  expect(await ask('localhost')).toBe(401);
});

test('an answer carries the cookies that a call sets, and is taken for nothing but JSON', async () => {
  const { room } = await sandbox();
  const input = { roomId: room.id, tabId: crypto.randomUUID(), name: 'Kenji' };
  const { status, headers } = await post('rooms.join', input, { origin: env().WEBMTG_URL });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.getSetCookie()).toEqual([expect.stringMatching(/guest.*HttpOnly/i)]);
});

test('a person who does too much is asked to wait', async () => {
  const { room, host } = await sandbox();
  const { cookie } = await sessionCookie(host.id);
  const send = async () => await post('rooms.end', { roomId: room.id }, { cookie, origin: env().WEBMTG_URL });
  const statuses = await Promise.all(Array.from({ length: 250 }, async () => (await send()).status));
  expect(statuses.filter((status) => status === 200)).toHaveLength(240);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
});

describe('/api/health', () => {
  test('live needs no part', async () => {
    const response = await health(new Request('http://localhost/api/health?live'));
    expect(await response.json()).toEqual({ live: true });
  });

  test('ready names each part with its latency', async () => {
    const response = await health(new Request('http://localhost/api/health'));
    const fine = { ok: true, latencyMs: expect.any(Number) as number };
    expect({ status: response.status, ...((await response.json()) as object) }).toEqual({
      status: 200,
      live: true,
      ready: true,
      parts: { database: fine, redis: fine, livekit: fine, objectStore: fine },
      recorder: { present: expect.any(Boolean) as boolean },
    });
  });
});

test.each([
  ['ja', 'ja'],
  ['ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
  ['fr-FR, en;q=0.5, ja;q=0.7', 'ja'],
  ['de', 'en'],
  ['ja;q=0, en', 'en'],
  [null, 'en'],
])('Accept-Language %s is answered in %s', (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});
