import { describe, expect, test } from 'vitest';
import { GET as health } from '@/app/api/health/route';
import { GET as trpcGet, POST as trpcPost } from '@/app/api/trpc/[trpc]/route';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { negotiateLocale } from '@/server/locale';
import { sandbox, sessionCookie } from './harness';

const post = async (path: string, body: unknown, headers: Record<string, string>) =>
  await trpcPost(
    new Request(`${env().WEBMTG_URL}/api/trpc/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-webmtg-address': crypto.randomUUID(), ...headers },
    }),
  );

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
    const response = await trpcGet(
      new Request(`${env().WEBMTG_URL}/api/trpc/rooms.remove?input=${input}`, { headers: { cookie } }),
    );
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
