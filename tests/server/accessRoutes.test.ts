import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { revokeSessions } from '@/server/auth/sessions';
import { DIRECT_ROUTES } from '@/server/directRoutes';
import { idsOf } from './accessCases';
import { browserOf, guestIn, sandbox, sessionCookie } from './harness';
import { askForUrl, declare, randomFile } from './uploading';

type Box = Awaited<ReturnType<typeof sandbox>>;

const BYTES = randomFile(100);

interface Room {
  ids: Awaited<ReturnType<typeof idsOf>>;
  /** Where the room's host may send a file that they have announced. */
  ingestUrl: string;
}

let tried = 0;
afterAll(() => void process.stdout.write(`${tried} doors of routes tried\n`));

const ask = async (cookie: string, path: string, init: Pick<RequestInit, 'method' | 'body'> = {}) => {
  tried += 1;
  const response = await fetch(new URL(path, env().WEBMTG_URL), {
    ...init,
    headers: {
      origin: env().WEBMTG_URL,
      range: 'bytes=0-',
      cookie,
      ...(typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}),
    },
  });
  await response.body?.cancel();
  return response.status;
};

/** What a stream of a room is answered with: it begins as one, whoever asks. */
const openStreamOf = async (cookie: string, roomId: string) => {
  tried += 1;
  const input = encodeURIComponent(JSON.stringify({ roomId }));
  const url = new URL(`/api/trpc/rooms.live?input=${input}`, env().WEBMTG_URL);
  const response = await fetch(url, { headers: { cookie } });
  let said = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    said += chunk;
    if (said.includes('"type":"open"')) return 200;
    const [, status] = /"httpStatus":(\d+)/.exec(said) ?? [];
    if (status) return Number(status);
  }
  throw new Error(`the stream ended with no word: ${said}`);
};

const announce = (input: object, slug: 'attachment' | 'logo') => async (cookie: string) => {
  tried += 1;
  return (await askForUrl(cookie, { slug, input }, declare(BYTES, { type: 'image/png', name: 'a.png' })))
    .status;
};

/** Every route that gives or takes something of a room or a tenant, by what stands on its door. */
const doorsOf = ({ ids, ingestUrl }: Room): Record<string, (cookie: string) => Promise<number>> => ({
  'a file': async (cookie) => await ask(cookie, `/api/files/${ids.fileId}`),
  'the head of a file': async (cookie) => await ask(cookie, `/api/files/${ids.fileId}`, { method: 'HEAD' }),
  'a deleted file': async (cookie) => await ask(cookie, `/api/files/${ids.deletedFileId}`),
  'a recording': async (cookie) => await ask(cookie, `/api/files/${ids.recordingId}`),
  'the stream of a room': async (cookie) => await openStreamOf(cookie, ids.roomId),
  'a call that reads': async (cookie) => {
    const input = encodeURIComponent(JSON.stringify({ roomId: ids.roomId }));
    return await ask(cookie, `/api/trpc/rooms.get?input=${input}`);
  },
  'a call that changes': async (cookie) => {
    const body = JSON.stringify({ roomId: ids.roomId, name: 'Mine' });
    return await ask(cookie, '/api/trpc/rooms.update', { method: 'POST', body });
  },
  'the chat of a room': async (cookie) => await ask(cookie, `/api/chat/${ids.roomId}`),
  'the audit log': async (cookie) => await ask(cookie, `/api/audit/${ids.tenant}`),
  'all that a tenant has': async (cookie) => await ask(cookie, `/api/export/${ids.tenant}`),
  'an upload into a room': announce({ roomId: ids.roomId }, 'attachment'),
  'an upload of a logo': announce({ tenant: ids.tenant }, 'logo'),
  'the state of an upload': async (cookie) => await ask(cookie, ingestUrl, { method: 'HEAD' }),
  'the bytes of an upload': async (cookie) => {
    const body = new FormData();
    body.append('file', new Blob([BYTES]), 'a.png');
    return await ask(cookie, ingestUrl, { method: 'PUT', body });
  },
});

const makeRoom = async (box: Box): Promise<Room> => {
  const ids = await idsOf(box);
  const { cookie } = await sessionCookie(box.host.id);
  const target = { slug: 'attachment' as const, input: { roomId: box.room.id } };
  return { ids, ingestUrl: (await askForUrl(cookie, target, declare(BYTES))).url };
};

const answersTo = async (room: Room, cookie: string) => {
  const answers: [string, number][] = [];
  for (const [name, knock] of Object.entries(doorsOf(room))) answers.push([name, await knock(cookie)]);
  return Object.fromEntries(answers);
};

/** What is asked of an account is refused to the anonymous as such; uploadthing's routes have no 401. */
const ANONYMOUS = { 'the audit log': 401, 'all that a tenant has': 401, 'an upload of a logo': 403 };
const NAMES = Object.keys(doorsOf({ ids: {} as Room['ids'], ingestUrl: '/' }));
const everywhere = (status: number, but: Record<string, number> = {}) => ({
  ...Object.fromEntries(NAMES.map((name) => [name, status])),
  ...but,
});

/** The doors at each route, or the test of one that has nothing of a room or a tenant without a proof of its own. */
const ROUTES: Record<string, readonly string[] | `${string}.${'test' | 'spec'}.ts`> = {
  'GET /api/audit/[tenant]': ['the audit log'],
  'GET /api/auth/[...nextauth]': 'e2e/auth.spec.ts',
  'POST /api/auth/[...nextauth]': 'e2e/auth.spec.ts',
  'GET /api/chat/[roomId]': ['the chat of a room'],
  'GET /api/export/[tenant]': ['all that a tenant has'],
  'GET /api/files/': ['a file', 'a deleted file', 'a recording'],
  'HEAD /api/files/': ['the head of a file'],
  'GET /api/health': 'server/http.test.ts',
  'HEAD /api/ingest/': ['the state of an upload'],
  'PUT /api/ingest/': ['the bytes of an upload'],
  'POST /api/livekit': 'server/webhook.test.ts',
  'GET /api/metrics': 'server/metrics.test.ts',
  'GET /api/sso/[tenant]/callback': 'server/providerAttacks.test.ts',
  'POST /api/sso/[tenant]/logout': 'server/providerAttacks.test.ts',
  'GET /api/sso/[tenant]/start': 'server/providerSignIn.test.ts',
  // By way of Next under `npm run dev` alone; in access.test.ts, and here over the line.
  'GET /api/trpc/[trpc]': 'server/access.test.ts',
  'POST /api/trpc/[trpc]': 'server/access.test.ts',
  'GET /api/trpc/': ['a call that reads'],
  'POST /api/trpc/': ['a call that changes'],
  'GET /api/trpc/rooms.live': ['the stream of a room'],
  'POST /api/uploadthing': ['an upload into a room', 'an upload of a logo'],
  'GET /join': 'e2e/rooms.spec.ts',
};

const APP = join(import.meta.dirname, '../../src/app');
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** `METHOD path` of all that Next serves besides pages, as the files in src/app say. */
const routesOfNext = async () => {
  const found: string[] = [];
  for (const file of globSync('**/route.{ts,tsx,js,jsx}', { cwd: APP })) {
    const exported = Object.keys((await import(join(APP, file))) as object);
    const methods = exported.filter((name) => METHODS.has(name));
    expect(methods, `${file} answers to no method`).not.toEqual([]);
    found.push(...methods.map((method) => `${method} /${dirname(file)}`));
  }
  return found;
};

describe('every route', () => {
  test('has a case, and every case a route', async () => {
    const direct = DIRECT_ROUTES.map(([prefix, method]) => `${method} ${prefix}`);
    expect(Object.keys(ROUTES).toSorted()).toEqual([...(await routesOfNext()), ...direct].toSorted());
  });

  test('has its doors here, or a test of its own', () => {
    const cases = Object.values(ROUTES);
    expect(cases.flatMap((one) => (typeof one === 'string' ? [] : one)).toSorted()).toEqual(NAMES.toSorted());
    const tests = new Set(globSync('**/*.{test,spec}.ts', { cwd: dirname(import.meta.dirname) }));
    expect(cases.filter((one) => typeof one === 'string' && !tests.has(one))).toEqual([]);
  });
});

describe('the routes are closed', () => {
  test('to another tenant’s owner', async () => {
    const room = await makeRoom(await sandbox());
    const { cookie } = await sessionCookie((await sandbox()).owner.id);
    expect(await answersTo(room, cookie)).toEqual(everywhere(404));
  });

  test('to who has no account', async () => {
    const room = await makeRoom(await sandbox());
    expect(await answersTo(room, '')).toEqual(everywhere(404, ANONYMOUS));
  });

  test('to a guest of another room of the tenant', async () => {
    const box = await sandbox();
    const room = await makeRoom(box);
    const { api } = await browserOf(box.host);
    const other = await api.rooms.create({ tenant: box.tenant.slug, name: 'Another' });
    const guest = await guestIn(other.id, 'Kenji');
    expect(await answersTo(room, guest.headers.get('cookie') ?? '')).toEqual(everywhere(404, ANONYMOUS));
  });

  test('to a member who was removed', async () => {
    const box = await sandbox({ entry: 'members' });
    const room = await makeRoom(box);
    const { cookie } = await sessionCookie(box.host.id);
    const { members } = (await browserOf(box.owner)).api.auth;
    await members.remove({ tenant: box.tenant.slug, userId: box.host.id });
    expect(await answersTo(room, cookie)).toEqual(everywhere(404));
  });

  test('to everybody of a suspended tenant', async () => {
    const box = await sandbox();
    const room = await makeRoom(box);
    await db().tenant.update({ where: { id: box.tenant.id }, data: { suspendedAt: new Date() } });
    const { cookie } = await sessionCookie(box.owner.id);
    const theirs = { 'the state of an upload': 404, 'the bytes of an upload': 404, 'a deleted file': 404 };
    expect(await answersTo(room, cookie)).toEqual(everywhere(403, theirs));
    const host = await sessionCookie(box.host.id);
    expect(await doorsOf(room)['the bytes of an upload']?.(host.cookie)).toBe(403);
  });

  test('to a session that was revoked', async () => {
    const box = await sandbox();
    const room = await makeRoom(box);
    const { cookie } = await sessionCookie(box.owner.id);
    await revokeSessions(box.owner.id);
    expect(await answersTo(room, cookie)).toEqual(everywhere(404, ANONYMOUS));
  });

  test('to who may read and no more', async () => {
    const box = await sandbox();
    const room = await makeRoom(box);
    const { cookie } = await sessionCookie(box.colleague.id);
    const { 'a file': file, 'a recording': recording, ...rest } = await answersTo(room, cookie);
    // No bytes were put for these two: the right is there, the object is not.
    expect([file, recording]).toEqual([404, 404]);
    expect(rest).toMatchObject({
      'the stream of a room': 200,
      'a call that reads': 200,
      'a call that changes': 403,
      'the chat of a room': 403,
      'the audit log': 403,
      'all that a tenant has': 403,
      'an upload into a room': 200,
      'an upload of a logo': 403,
      'the bytes of an upload': 404,
    });
  });
});
