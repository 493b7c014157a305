import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { makeFile } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { objectSize } from '@/server/objectStore';
import { MESSAGE_FILES_MAX } from '@/shared/messageLimits';
import { browserOf, expectRefusal, guestIn, openStream, sandbox, sessionCookie } from './harness';
import {
  askForUrl,
  declare,
  type Declared,
  randomFile,
  send,
  sendBeginning,
  text,
  upload,
} from './uploading';

/** A room in which its host has sent files, each in a message of its own. */
const withFiles = async (files: Parameters<typeof makeFile>[2][] = [{}]) => {
  const box = await sandbox();
  const { api } = await browserOf(box.host);
  const place = { tenantId: box.tenant.id, roomId: box.room.id, ownerId: box.host.id };
  const made = [];
  for (const fields of files) {
    const { id: messageId } = await api.chat.send({ roomId: box.room.id, id: uuid(), body: 'see' });
    made.push(await makeFile(db(), place, { messageId, ...fields }));
  }
  const apiOf = async (who: 'owner' | 'admin' | 'host' | 'colleague') => (await browserOf(box[who])).api;
  const names = async (input: object = {}) =>
    (await api.storage.list({ tenant: box.tenant.slug, ...input })).items.map(({ name }) => name);
  return { ...box, place, files: made, fileId: made[0]?.id ?? '', api, apiOf, names };
};

describe('the list', () => {
  test('is searched, narrowed, sorted and paged', async () => {
    const { names, tenant, api } = await withFiles([
      { name: '会議の議事録.pdf', size: 300, kind: 'document' },
      { name: 'Plan 100%.png', size: 100, kind: 'image' },
      { name: 'budget.zip', size: 200, kind: 'archive' },
    ]);
    expect(await names()).toEqual(['budget.zip', 'Plan 100%.png', '会議の議事録.pdf']);
    expect(await names({ sort: 'oldest' })).toEqual(['会議の議事録.pdf', 'Plan 100%.png', 'budget.zip']);
    expect(await names({ sort: 'biggest' })).toEqual(['会議の議事録.pdf', 'budget.zip', 'Plan 100%.png']);
    expect(await names({ kind: 'image' })).toEqual(['Plan 100%.png']);
    expect(await names({ search: '議事' })).toEqual(['会議の議事録.pdf']);
    expect(await names({ search: 'PLAN' })).toEqual(['Plan 100%.png']);
    expect(await names({ search: '%' })).toEqual(['Plan 100%.png']);
    expect(await names({ search: '_' })).toEqual([]);
    const page = await api.storage.list({ tenant: tenant.slug, cursor: 1 });
    expect([page.items.length, page.nextCursor]).toEqual([2, null]);
  });

  test('goes on over pages without a gap', async () => {
    const { tenant, room, host, api, place, files } = await withFiles();
    const messageId = files[0]?.messageId ?? '';
    for (let count = 0; count < 44; count++) await makeFile(db(), place, { messageId });
    const first = await api.storage.list({ tenant: tenant.slug });
    expect([first.items.length, first.nextCursor]).toEqual([40, 40]);
    const second = await api.storage.listRoom({ roomId: room.id, cursor: first.nextCursor });
    expect([second.items.length, second.nextCursor]).toEqual([5, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(45);
    expect(first.items[0]).toMatchObject({ ownerId: host.id, room: { id: room.id, name: room.name } });
  });

  test('shows nobody what is not theirs to see', async () => {
    const { tenant, room, colleague, place, api, apiOf } = await withFiles([{ name: 'open.txt' }]);
    const to = { id: colleague.id, isGuest: false };
    const secret = await api.chat.send({ roomId: room.id, id: uuid(), body: 'for you', to });
    await makeFile(db(), place, { messageId: secret.id, name: 'private.txt' });
    await makeFile(db(), place, { name: 'draft.txt' });
    const seenBy = async (who: 'host' | 'colleague' | 'owner') => {
      const { storage } = await apiOf(who);
      const [all, ofRoom] = await Promise.all([
        storage.list({ tenant: tenant.slug }),
        storage.listRoom({ roomId: room.id }),
      ]);
      expect(ofRoom.items.map(({ name }) => name)).toEqual(all.items.map(({ name }) => name));
      return all.items.map(({ name, canManage }) => [name, canManage]);
    };
    expect(await seenBy('host')).toEqual([
      ['private.txt', true],
      ['open.txt', true],
    ]);
    expect(await seenBy('colleague')).toEqual([
      ['private.txt', false],
      ['open.txt', false],
    ]);
    expect(await seenBy('owner')).toEqual([['open.txt', true]]);
  });

  test('holds nothing of deleted rooms, nor what a room keeps no longer', async () => {
    const { names, room, api, files } = await withFiles([{ name: 'old.txt' }, { name: 'new.txt' }]);
    const old = new Date(Date.now() - 3 * 24 * 3600 * 1000);
    await db().message.update({ where: { id: files[0]?.messageId ?? '' }, data: { createdAt: old } });
    await api.rooms.update({ roomId: room.id, historyDays: 2 });
    expect(await names()).toEqual(['new.txt']);
    await api.rooms.remove({ roomId: room.id });
    expect(await names()).toEqual([]);
  });

  test('a guest sees what was sent while they were there', async () => {
    const { room, api, place } = await withFiles([{ name: 'before.txt' }]);
    const guest = await guestIn(room.id, 'Kenji');
    const { id: messageId } = await api.chat.send({ roomId: room.id, id: uuid(), body: 'now' });
    await makeFile(db(), place, { messageId, name: 'now.txt' });
    const { items } = await guest.api.storage.listRoom({ roomId: room.id });
    expect(items.map(({ name, canManage }) => [name, canManage])).toEqual([['now.txt', false]]);
  });
});

describe('a deleted file', () => {
  test('is gone from its message and the lists, and comes back to both', async () => {
    const { fileId, room, tenant, host, api, names } = await withFiles([{ name: 'a.txt' }]);
    const stream = await openStream(await browserOf(host), room.id);
    await api.storage.remove({ fileId });
    await expect.poll(() => stream.messages().at(-1)?.files).toEqual([]);
    expect([await names(), await names({ deleted: true })]).toEqual([[], ['a.txt']]);
    await api.storage.restore({ fileId });
    await expect.poll(() => stream.messages().at(-1)?.files).toMatchObject([{ id: fileId }]);
    expect([await names(), await names({ deleted: true })]).toEqual([['a.txt'], []]);
    expect(stream.state.events).toContainEqual({ type: 'changed', what: 'files' });
    await stream.close();
    expect((await api.storage.usage({ tenant: tenant.slug })).used).toBe(5);
  });

  test('is known to a stream that resumes', async () => {
    const { fileId, room, host, api } = await withFiles();
    const before = await openStream(await browserOf(host), room.id);
    await before.close();
    await api.storage.remove({ fileId });
    const after = await openStream(await browserOf(host), room.id, before.state.lastEventId);
    expect(after.messages().at(-1)).toMatchObject({ files: [] });
    await after.close();
  });

  test('is offered to those alone who may bring it back, and for thirty days', async () => {
    const { fileId, tenant, apiOf, api } = await withFiles([{ deletedAt: new Date() }]);
    const offered = async (who: 'admin' | 'host' | 'colleague') =>
      (await (await apiOf(who)).storage.list({ tenant: tenant.slug, deleted: true })).items.length;
    expect([await offered('admin'), await offered('host'), await offered('colleague')]).toEqual([1, 1, 0]);
    const deletedAt = new Date(Date.now() - 30.01 * 24 * 3600 * 1000);
    await db().file.update({ where: { id: fileId }, data: { deletedAt } });
    expect(await offered('host')).toBe(0);
    await expectRefusal(api.storage.restore({ fileId }), 'UNDO_EXPIRED');
  });
});

test('a new name is cleaned', async () => {
  const { fileId, api, names } = await withFiles();
  await api.storage.rename({ fileId, name: '  ../\u202egnp\u0000.議事録/a.txt ' });
  expect(await names()).toEqual(['.._gnp.議事録_a.txt']);
});

test('a host may not touch the file of a private message between others', async () => {
  const { room, colleague, admin, place, apiOf } = await withFiles();
  const { chat } = await apiOf('colleague');
  const to = { id: admin.id, isGuest: false };
  const { id: messageId } = await chat.send({ roomId: room.id, id: uuid(), body: 'us', to });
  const file = await makeFile(db(), { ...place, ownerId: colleague.id }, { messageId });
  const hostApi = await apiOf('host');
  await expectRefusal(hostApi.storage.remove({ fileId: file.id }), 'NOT_FOUND');
  await (await apiOf('colleague')).storage.remove({ fileId: file.id });
});

describe('limits', () => {
  /** Why the room's host may not upload a file; null where they may. */
  const refusal = async (
    room: Parameters<typeof sandbox>[0],
    file: Partial<Declared>,
    who: 'host' | 'colleague' = 'host',
  ) => {
    const box = await sandbox(room);
    const { cookie } = await sessionCookie(box[who].id);
    const target = { slug: 'attachment' as const, input: { roomId: box.room.id } };
    const { refusedFor } = await askForUrl(cookie, target, declare(new Uint8Array(10), file));
    const used = (await db().tenant.findUniqueOrThrow({ where: { id: box.tenant.id } })).storageUsed;
    expect(used).toBe(refusedFor === null ? (file.size ?? 10) : 0);
    return refusedFor;
  };

  test.each<[string, Parameters<typeof sandbox>[0], Partial<Declared>, string | null]>([
    ['a room’s size', { maxFileMB: 1 }, { size: 1_000_001 }, 'FILE_TOO_BIG'],
    ['just its size', { maxFileMB: 1 }, { size: 1_000_000 }, null],
    ['a tenant’s size', { maxFileMB: 1_000_000 }, { size: 10_000_000_001 }, 'FILE_TOO_BIG'],
    ['an empty file', {}, { size: 0 }, 'FILE_EMPTY'],
    ['a negative size', {}, { size: -1 }, 'UNKNOWN'],
    ['another kind', { fileKinds: ['image'] }, { type: 'video/mp4' }, 'FILE_KIND_REFUSED'],
    ['a kind known by name', { fileKinds: ['archive'] }, { type: '', name: 'a.7Z' }, null],
    ['a room without history', { historyDays: 0 }, {}, 'NO_HISTORY'],
    ['a quota', {}, { size: 1_999_999_999 }, null],
  ])('%s', async (_, room, file, expected) => {
    expect(await refusal(room, file)).toBe(expected);
  });

  test('who may attach: as the room says', async () => {
    expect(await refusal({ filesBy: 'hosts' }, {}, 'colleague')).toBe('FORBIDDEN');
    expect(await refusal({ filesBy: 'hosts' }, {}, 'host')).toBeNull();
    expect(await refusal({ chatBy: 'hosts' }, {}, 'colleague')).toBe('FORBIDDEN');
  });

  test('nobody else opens an upload in a room', async () => {
    const { room } = await sandbox();
    const target = { slug: 'attachment' as const, input: { roomId: room.id } };
    const stranger = (await sessionCookie((await sandbox()).owner.id)).cookie;
    for (const cookie of [stranger, ''])
      expect(await askForUrl(cookie, target, declare(new Uint8Array(10)))).toMatchObject({
        status: 404,
        refusedFor: 'NOT_FOUND',
      });
  });

  test('a guest uploads under their own name, until the room takes none', async () => {
    const { room, host } = await sandbox();
    const guest = await guestIn(room.id, 'Kenji');
    const cookie = guest.headers.get('cookie') ?? '';
    const target = { slug: 'attachment' as const, input: { roomId: room.id } };
    const { fileId, status } = await upload(cookie, target, text('from a guest'));
    expect(status).toBe(200);
    expect(await db().file.findUnique({ where: { id: fileId } })).toMatchObject({
      ownerId: guest.person.id,
      ownerIsGuest: true,
      ownerName: 'Kenji',
    });
    const asked = await askForUrl(cookie, target, declare(text('more')));
    await (await browserOf(host)).api.rooms.update({ roomId: room.id, entry: 'members' });
    expect(await send(cookie, asked.url, text('more'))).toMatchObject({ status: 404 });
  });
});

describe('the quota', () => {
  test('lets exactly one of two in who race for the last of it', async () => {
    const { tenant, room, host, colleague } = await sandbox();
    await db().tenant.update({ where: { id: tenant.id }, data: { storageQuota: 1_500 } });
    const target = { slug: 'attachment' as const, input: { roomId: room.id } };
    const cookies = await Promise.all(
      [host, colleague].map(async ({ id }) => (await sessionCookie(id)).cookie),
    );
    const asked = await Promise.all(
      cookies.map(async (cookie) => await askForUrl(cookie, target, declare(new Uint8Array(1_000)))),
    );
    const refused = asked.flatMap(({ refusedFor }) => refusedFor ?? []);
    expect(refused).toEqual(['QUOTA_EXCEEDED']);
    const { used, quota, byKind } = await (await browserOf(host)).api.storage.usage({ tenant: tenant.slug });
    expect({ used, quota, other: byKind.other, image: byKind.image }).toEqual({
      used: 1_000,
      quota: 1_500,
      other: 1_000,
      image: 0,
    });
  });

  test('is free again once an upload is cancelled, or a stored file is taken back', async () => {
    const { tenant, room, host, colleague } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const { api } = await browserOf(host);
    const target = { slug: 'attachment' as const, input: { roomId: room.id } };
    const used = async () => (await api.storage.usage({ tenant: tenant.slug })).used;
    const opened = await askForUrl(cookie, target, declare(randomFile(700)));
    const stored = await upload(cookie, target, randomFile(300));
    expect(await used()).toBe(1_000);
    const other = await browserOf(colleague);
    await expectRefusal(other.api.storage.cancelUpload({ fileId: stored.fileId }), 'NOT_FOUND');
    await api.storage.cancelUpload({ fileId: opened.fileId });
    await api.storage.cancelUpload({ fileId: stored.fileId });
    expect(await used()).toBe(0);
    expect(await objectSize(stored.fileId)).toBeNull();
    expect(await send(cookie, opened.url, randomFile(700))).toMatchObject({ status: 404 });
    await expectRefusal(api.storage.cancelUpload({ fileId: stored.fileId }), 'NOT_FOUND');
  });

  test('is nobody’s to take with files that are only announced', async () => {
    const { tenant, room, host, colleague } = await sandbox();
    await db().tenant.update({ where: { id: tenant.id }, data: { storageQuota: 4_000 } });
    const target = { slug: 'attachment' as const, input: { roomId: room.id } };
    const [mine, theirs] = [
      (await sessionCookie(host.id)).cookie,
      (await sessionCookie(colleague.id)).cookie,
    ];
    const announce = async (cookie: string, size: number, name = `${uuid()}.bin`) =>
      await askForUrl(cookie, target, { ...declare(text('')), size, name });
    const refusals = async (cookie: string, sizes: readonly number[]) => {
      const refused = [];
      for (const size of sizes) refused.push((await announce(cookie, size)).refusedFor);
      return refused;
    };
    const first = await announce(mine, 2_500, 'big.bin');
    expect(first.refusedFor).toBeNull();
    expect(await refusals(mine, [1])).toEqual(['RATE_LIMITED']);
    expect((await announce(mine, 2_500, 'big.bin')).fileId).toBe(first.fileId);
    const small = Array.from({ length: MESSAGE_FILES_MAX }, () => 1);
    expect(await refusals(theirs, [...small, 1])).toEqual([...small.map(() => null), 'RATE_LIMITED']);
    await (await browserOf(host)).api.storage.cancelUpload({ fileId: first.fileId });
    expect(await refusals(mine, [1_000, 1_000, 1])).toEqual([null, null, 'RATE_LIMITED']);
  });

  test('is kept for an hour for a file that is announced, and for a day once it comes', async () => {
    const { room, host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const bytes = randomFile(1_000);
    const target = { slug: 'attachment' as const, input: { roomId: room.id } };
    const { url, fileId } = await askForUrl(cookie, target, declare(bytes));
    const hoursLeft = async () => {
      const { expiresAt } = await db().file.findUniqueOrThrow({ where: { id: fileId } });
      return Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000);
    };
    expect(await hoursLeft()).toBe(1);
    const sending = await sendBeginning(cookie, url, bytes, { until: 1 });
    await expect.poll(hoursLeft).toBe(24);
    sending.cut();
    expect(await sending.ended).toBeNull();
  });

  test('what was sent can’t be cancelled', async () => {
    const { api, fileId } = await withFiles();
    await expectRefusal(api.storage.cancelUpload({ fileId }), 'NOT_FOUND');
  });
});
