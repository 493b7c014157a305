import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { browser, browserOf, expectRefusal, expectFieldError, sandbox, sessionCookie } from './harness';
import { getFile } from './getFile';
import { held, recorded, second } from './recorded';

const PASSWORD = 'correct horse';

/** A recording with a link to it, and the manager who made it. */
const shared = async (input: { days?: number; password?: string; hasChat?: boolean } = {}) => {
  const box = await sandbox();
  const meeting = await held(box, [
    { name: 'Aoi', from: -5 },
    { name: 'Ken', from: 12 },
  ]);
  const made = await recorded(box, { name: 'Monday', meetingId: meeting.id });
  await db().message.create({
    data: {
      id: uuid(),
      tenantId: box.tenant.id,
      roomId: box.room.id,
      authorId: box.host.id,
      authorIsGuest: false,
      authorName: 'Aoi',
      body: 'hello',
      createdAt: second(3),
    },
  });
  const { api } = await browserOf(box.host);
  const recordingId = made.id;
  const link = await api.storage.recordings.share({ recordingId, days: null, password: null, ...input });
  return { ...box, made, recordingId, api, link, token: link.path.slice('/s/'.length) };
};

type Browser = Awaited<ReturnType<typeof browser>>;

const open = async ({ api, keepCookies }: Browser, token: string, password?: string) => {
  const opened = await api.storage.recordings.openShare({ token, password });
  keepCookies();
  return opened;
};

const cookieOf = ({ headers }: Browser) => headers.get('cookie') ?? '';

const linksOf = async ({ api, recordingId }: Awaited<ReturnType<typeof shared>>) =>
  await api.storage.recordings.shares({ recordingId });

describe('a link', () => {
  test('shows a stranger the recording and gives its bytes, in ranges too', async () => {
    const { link, token, tenant, made } = await shared();
    expect(link.path).toMatch(/^\/s\/[\w-]{43}$/);
    const stranger = await browser();
    expect(await stranger.api.storage.recordings.peekShare({ token })).toEqual({
      needsPassword: false,
      tenantName: tenant.name,
      logoId: null,
    });
    expect((await getFile('', made.id)).status).toBe(404);
    const opened = await open(stranger, token);
    expect(opened).toEqual({
      recording: { id: made.id, name: 'Monday', startedAt: second(0), duration: 60, isAudioOnly: false },
      chapters: [
        { at: 0, kind: 'start', name: null },
        { at: 12, kind: 'join', name: 'Ken' },
      ],
      files: { original: { id: made.id, size: 10, type: 'video/mp4' }, audio: null, small: null },
      preview: null,
      hasChat: false,
      tenant: { name: tenant.name, logoId: null },
    });
    expect(stranger.resHeaders.getSetCookie()[0]).toMatch(/HttpOnly.*Max-Age=43200/);
    const part = await getFile(cookieOf(stranger), made.id, { headers: { range: 'bytes=4-' } });
    expect([part.status, await part.text()]).toEqual([206, '456789']);
  });

  test('opens over the wire, where the pass is a cookie', async () => {
    const { token, made } = await shared();
    const origin = env().WEBMTG_URL;
    const opened = await fetch(`${origin}/api/trpc/storage.recordings.openShare`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token }),
    });
    expect(opened.status).toBe(200);
    const [cookie = ''] = opened.headers.getSetCookie();
    const range = { headers: { range: 'bytes=-3' } };
    const part = await getFile(cookie.split(';')[0] ?? '', made.id, range);
    expect([part.status, await part.text()]).toEqual([206, '789']);
  });

  test('that was not made here, or was tampered with, opens nothing', async () => {
    const { token, link } = await shared();
    const other = await shared();
    const { api } = await browser();
    const forged = Buffer.from(token, 'base64url');
    forged.set(Buffer.from(other.link.id.replaceAll('-', ''), 'hex'));
    const wrong = [
      forged.toString('base64url'),
      `${token.slice(0, -2)}AA`,
      token.slice(0, 30),
      Buffer.from(link.id.replaceAll('-', ''), 'hex').toString('base64url'),
      'A'.repeat(43),
    ];
    for (const guess of wrong) {
      await expectRefusal(api.storage.recordings.peekShare({ token: guess }), 'NOT_FOUND');
      await expectRefusal(api.storage.recordings.openShare({ token: guess }), 'NOT_FOUND');
    }
  });

  test('gives nothing but its own recording', async () => {
    const [one, other] = [await shared(), await shared()];
    const viewer = await browser();
    await open(viewer, one.token);
    expect((await getFile(cookieOf(viewer), one.made.id)).status).toBe(200);
    expect((await getFile(cookieOf(viewer), other.made.id)).status).toBe(404);
    const renamed = cookieOf(viewer).replaceAll(one.link.id, other.link.id);
    expect((await getFile(renamed, other.made.id)).status).toBe(404);
    await expectRefusal(viewer.api.storage.recordings.get({ recordingId: one.recordingId }), 'NOT_FOUND');
  });

  test('of something not yet made can’t be had, nor one for longer than a year', async () => {
    const { api, tenant, room } = await shared();
    const running = await db().recording.create({
      data: { tenantId: tenant.id, roomId: room.id, name: 'Now', state: 'active' },
    });
    const input = { recordingId: running.id, days: 7, password: null };
    await expectRefusal(api.storage.recordings.share(input), 'RECORDING_UNFINISHED');
    const long = api.storage.recordings.share({ ...input, days: 366 });
    await expectFieldError(long, 'days', 'shareDaysRange');
    const short = api.storage.recordings.share({ ...input, password: 'short' });
    await expectFieldError(short, 'password', 'sharePasswordShort');
  });

  test('is seen again by those who manage it, with its path and its end', async () => {
    const box = await shared({ days: 7, password: PASSWORD });
    const [listed] = await linksOf(box);
    expect(listed).toEqual({ ...box.link, createdByName: box.host.name, hasPassword: true, views: 0 });
    const days = ((listed?.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 2);
  });
});

describe('a view', () => {
  test('is counted once for each viewer, however often they come back', async () => {
    const box = await shared();
    const viewers = await Promise.all([browser(), browser(), browser()]);
    await Promise.all(viewers.map(async (viewer) => await open(viewer, box.token)));
    for (const viewer of viewers) await open(viewer, box.token);
    const [link] = await linksOf(box);
    expect(link?.views).toBe(3);
    expect(link?.lastViewedAt).not.toBeNull();
  });
});

describe('a password', () => {
  test('opens the link, once for as long as the pass lasts; another does not', async () => {
    const { token, made } = await shared({ password: PASSWORD });
    const viewer = await browser();
    const { recordings } = viewer.api.storage;
    expect((await recordings.peekShare({ token })).needsPassword).toBe(true);
    for (const password of [undefined, '', 'wrong horse'])
      await expectRefusal(recordings.openShare({ token, password }), 'SHARE_PASSWORD_WRONG');
    viewer.keepCookies();
    expect((await getFile(cookieOf(viewer), made.id)).status).toBe(404);
    await open(viewer, token, PASSWORD);
    expect((await getFile(cookieOf(viewer), made.id)).status).toBe(200);
    expect((await recordings.peekShare({ token })).needsPassword).toBe(false);
    expect((await open(viewer, token)).recording.id).toBe(made.id);
  });

  test('is guessed thirty times from one address and no more; right ones cost nothing', async () => {
    const { token } = await shared({ password: PASSWORD });
    const { recordings } = (await browser()).api.storage;
    for (let count = 0; count < 31; count += 1) await recordings.openShare({ token, password: PASSWORD });
    const guesses = await Promise.allSettled(
      Array.from({ length: 31 }, async () => await recordings.openShare({ token, password: 'wrong horse' })),
    );
    const codes = guesses.map((guess) => (guess.status === 'rejected' ? String(guess.reason.message) : 'in'));
    expect(codes.filter((code) => code === 'SHARE_PASSWORD_WRONG')).toHaveLength(30);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(1);
    await expectRefusal(recordings.openShare({ token, password: PASSWORD }), 'RATE_LIMITED');
    const elsewhere = await browser();
    expect((await open(elsewhere, token, PASSWORD)).recording.name).toBe('Monday');
  }, 60_000);
});

describe('a link is over at once, for those who are watching too,', () => {
  const endings: [string, (box: Awaited<ReturnType<typeof shared>>) => Promise<unknown>][] = [
    [
      'when it is revoked',
      async ({ api, recordingId, link }) =>
        await api.storage.recordings.unshare({ recordingId, linkId: link.id }),
    ],
    [
      'when its time is over',
      async ({ link }) =>
        await db().shareLink.update({
          where: { id: link.id },
          data: { expiresAt: new Date(Date.now() - 1) },
        }),
    ],
    [
      'when the recording is deleted',
      async ({ api, recordingId }) => await api.storage.recordings.remove({ recordingId }),
    ],
    ['when the room is deleted', async ({ api, room }) => await api.rooms.remove({ roomId: room.id })],
  ];

  test.each(endings)('%s', async (_name, end) => {
    const box = await shared({ hasChat: true });
    const viewer = await browser();
    await open(viewer, box.token);
    const range = { headers: { range: 'bytes=0-1' } };
    expect((await getFile(cookieOf(viewer), box.made.id, range)).status).toBe(206);
    await end(box);
    expect((await getFile(cookieOf(viewer), box.made.id, range)).status).toBe(404);
    const { recordings } = viewer.api.storage;
    await expectRefusal(recordings.openShare({ token: box.token }), 'NOT_FOUND');
    await expectRefusal(recordings.peekShare({ token: box.token }), 'NOT_FOUND');
    await expectRefusal(recordings.sharedChat({ token: box.token }), 'NOT_FOUND');
  });

  test('and opens again where the deletion is taken back', async () => {
    const { api, recordingId, token } = await shared();
    await api.storage.recordings.remove({ recordingId });
    await api.storage.recordings.restore({ recordingId });
    expect((await open(await browser(), token)).recording.id).toBe(recordingId);
  });

  test('by nobody who manages another recording', async () => {
    const [one, other] = [await shared(), await shared()];
    await other.api.storage.recordings.unshare({ recordingId: other.recordingId, linkId: one.link.id });
    expect(await linksOf(one)).toHaveLength(1);
  });
});

describe('the chat', () => {
  test('is there where the link has it, for those who opened it', async () => {
    const { token } = await shared({ hasChat: true });
    const viewer = await browser();
    const { recordings } = viewer.api.storage;
    await expectRefusal(recordings.sharedChat({ token }), 'NOT_FOUND');
    expect((await open(viewer, token)).hasChat).toBe(true);
    const { items } = await recordings.sharedChat({ token });
    expect(items).toEqual([{ id: expect.any(String), at: 3, authorName: 'Aoi', body: 'hello' }]);
  });

  test('is not there where the link does not have it', async () => {
    const { token } = await shared();
    const viewer = await browser();
    await open(viewer, token);
    await expectRefusal(viewer.api.storage.recordings.sharedChat({ token }), 'NOT_FOUND');
  });
});

test('a pass takes nothing from a member, and a session is not asked of who has one', async () => {
  const { token, made, colleague } = await shared();
  const viewer = await browser();
  await open(viewer, token);
  const { cookie } = await sessionCookie(colleague.id);
  expect((await getFile(`${cookie}; ${cookieOf(viewer)}`, made.id)).status).toBe(200);
  const broken = cookieOf(viewer).replace(/=.*/, '=nonsense');
  expect((await getFile(`${cookie}; ${broken}`, made.id)).status).toBe(200);
  expect((await getFile(broken, made.id)).status).toBe(404);
});
