import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { makeRoom } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { listen } from '@/server/events';
import { browserOf, expectRefusal, guestIn, sandbox, sessionCookie } from './harness';
import { getFile } from './getFile';
import { held, recorded, second } from './recorded';

type Box = Awaited<ReturnType<typeof sandbox>>;

const say = async ({ tenant, room, host }: Box, body: string, fields: object = {}) =>
  await db().message.create({
    data: {
      id: uuid(),
      tenantId: tenant.id,
      roomId: room.id,
      authorId: host.id,
      authorIsGuest: false,
      authorName: 'Aoi',
      body,
      ...fields,
    },
  });

describe('a list', () => {
  test('has the recordings of all rooms that are not deleted, with what to know of each', async () => {
    const box = await sandbox();
    const meeting = await held(box, [
      { name: 'Aoi', from: -30 },
      { name: 'Ken', from: 10, until: 20 },
      { name: 'Late', from: 70 },
      { name: 'Gone', from: -50, until: -10 },
    ]);
    const made = await recorded(box, { name: 'Monday', meetingId: meeting.id, startedByName: 'Aoi' });
    const elsewhere = await makeRoom(
      db(),
      { tenantId: box.tenant.id, hostId: box.host.id },
      { deletedAt: new Date() },
    );
    await recorded({ ...box, room: elsewhere });
    await recorded(await sandbox());
    const { api } = await browserOf(box.colleague);
    const { items, nextCursor } = await api.storage.recordings.list({ tenant: box.tenant.slug });
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      expect.objectContaining({
        id: made.id,
        name: 'Monday',
        state: 'complete',
        duration: 60,
        size: 10,
        hasPoster: false,
        startedByName: 'Aoi',
        people: ['Aoi', 'Ken'],
        peopleCount: 2,
        room: { id: box.room.id, name: box.room.name },
        canManage: false,
      }),
    ]);
    const room = await api.storage.recordings.listRoom({ roomId: box.room.id });
    expect(room.items).toEqual(items);
  });

  test('names five people at most, each once however often they came', async () => {
    const box = await sandbox();
    const guestId = randomUUID();
    const meeting = await held(box, [
      { name: 'Again', guestId, from: -5, until: 5 },
      { name: 'Again', guestId, from: 8 },
      ...['B', 'C', 'D', 'E', 'F'].map((name, index) => ({ name, from: 10 + index })),
    ]);
    await recorded(box, { meetingId: meeting.id });
    const { api } = await browserOf(box.host);
    const [item] = (await api.storage.recordings.listRoom({ roomId: box.room.id })).items;
    expect(item?.people).toEqual(['Again', 'B', 'C', 'D', 'E']);
    expect(item?.peopleCount).toBe(6);
  });

  test('has those on their way and those that failed too, which have no size', async () => {
    const box = await sandbox();
    const place = { tenantId: box.tenant.id, roomId: box.room.id };
    await db().recording.create({ data: { ...place, name: 'Now', state: 'active', startedAt: new Date() } });
    await db().recording.create({
      data: { ...place, name: 'Not', state: 'failed', failure: 'noRecorder', failureDetail: 'none free' },
    });
    const { api } = await browserOf(box.host);
    const { items } = await api.storage.recordings.list({ tenant: box.tenant.slug });
    expect(items.map(({ name, state, size, failure }) => [name, state, size, failure])).toEqual([
      ['Not', 'failed', null, 'noRecorder'],
      ['Now', 'active', null, null],
    ]);
  });

  test('is searched by name, literally, and sorted four ways', async () => {
    const box = await sandbox();
    const [a, b, c] = [
      await recorded(box, { name: '100% Done', duration: 30 }, Buffer.alloc(20)),
      await recorded(box, { name: 'Retro', duration: 90 }, Buffer.alloc(10)),
      await recorded(box, { name: '100 x done', duration: 60 }, Buffer.alloc(30)),
    ];
    const failed = await db().recording.create({
      data: { tenantId: box.tenant.id, roomId: box.room.id, name: 'Failed', state: 'failed' },
    });
    const { api } = await browserOf(box.host);
    const list = async (input: object) =>
      (await api.storage.recordings.list({ tenant: box.tenant.slug, ...input })).items.map(({ id }) => id);
    expect(await list({ search: '100% d' })).toEqual([a.id]);
    expect(await list({ search: 'DONE' })).toEqual([c.id, a.id]);
    expect(await list({})).toEqual([failed.id, c.id, b.id, a.id]);
    expect(await list({ sort: 'oldest' })).toEqual([a.id, b.id, c.id, failed.id]);
    expect(await list({ sort: 'longest' })).toEqual([b.id, c.id, a.id, failed.id]);
    expect(await list({ sort: 'biggest' })).toEqual([c.id, a.id, b.id, failed.id]);
  });

  test.each(['newest', 'biggest'] as const)('by %s comes in pages without a gap', async (sort) => {
    const box = await sandbox();
    const ids: string[] = [];
    for (let index = 0; index < 26; index += 1) {
      const place = { tenantId: box.tenant.id, roomId: box.room.id };
      const made =
        index % 9 === 0
          ? await db().recording.create({ data: { ...place, name: 'Failed', state: 'failed' } })
          : await recorded(box, {}, Buffer.alloc(index));
      ids.push(made.id);
    }
    const { api } = await browserOf(box.host);
    const first = await api.storage.recordings.list({ tenant: box.tenant.slug, sort });
    const rest = await api.storage.recordings.list({
      tenant: box.tenant.slug,
      sort,
      cursor: first.nextCursor,
    });
    expect(first.items).toHaveLength(24);
    expect(rest.nextCursor).toBeNull();
    const seen = [...first.items, ...rest.items].map(({ id }) => id);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });
});

describe('a player', () => {
  test('is told who was there, the chapters in their seconds, and the files', async () => {
    const box = await sandbox();
    const guestId = randomUUID();
    const meeting = await held(
      box,
      [
        { name: 'Aoi', from: -30 },
        { name: 'Ken', guestId, from: 12, until: 20 },
        { name: 'Ken', guestId, from: 30, until: 40 },
        { name: 'Late', from: 61 },
      ],
      [
        { name: 'Ken', at: 15 },
        { name: 'Aoi', at: 61 },
      ],
    );
    const made = await recorded(box, { meetingId: meeting.id });
    const { api } = await browserOf(box.host);
    const player = await api.storage.recordings.get({ recordingId: made.id });
    expect(player.people).toEqual([
      { name: 'Aoi', joinedAt: second(-30), leftAt: null },
      { name: 'Ken', joinedAt: second(12), leftAt: second(40) },
    ]);
    expect(player.chapters).toEqual([
      { at: 0, kind: 'start', name: null },
      { at: 12, kind: 'join', name: 'Ken' },
      { at: 15, kind: 'share', name: 'Ken' },
    ]);
    expect(player.files).toEqual({
      original: { id: made.id, size: 10, type: 'video/mp4' },
      audio: null,
      small: null,
    });
    expect(player).toMatchObject({ preview: null, transcodes: [], canManage: true, peopleCount: 2 });
  });

  test('replays what was said to everyone meanwhile, and nothing else', async () => {
    const box = await sandbox();
    const made = await recorded(box);
    await say(box, 'before', { createdAt: second(-1) });
    await say(box, 'first', { createdAt: second(1.5) });
    await say(box, 'private', { createdAt: second(2), recipientId: box.colleague.id, recipientName: 'C' });
    await say(box, 'deleted', { createdAt: second(3), deletedAt: new Date() });
    await say(box, 'second', { createdAt: second(59) });
    await say(box, 'after', { createdAt: second(61) });
    const { api } = await browserOf(box.host);
    const { items, nextCursor } = await api.storage.recordings.chat({ recordingId: made.id });
    expect(items.map(({ at, body, authorName }) => [at, body, authorName])).toEqual([
      [1.5, 'first', 'Aoi'],
      [59, 'second', 'Aoi'],
    ]);
    expect(nextCursor).toBeNull();
  });

  test('replays nothing that the room keeps no longer, and the rest in pages', async () => {
    const box = await sandbox();
    const made = await recorded(box);
    const { tenant, room, host } = box;
    const row = { tenantId: tenant.id, roomId: room.id, authorId: host.id, authorIsGuest: false };
    await db().message.createMany({
      data: Array.from({ length: 501 }, (_, index) => ({
        ...row,
        id: uuid(),
        authorName: 'Aoi',
        body: String(index),
        createdAt: second(index / 10),
      })),
    });
    const { api } = await browserOf(box.host);
    const first = await api.storage.recordings.chat({ recordingId: made.id });
    expect(first.items).toHaveLength(500);
    const rest = await api.storage.recordings.chat({ recordingId: made.id, cursor: first.nextCursor });
    expect(rest.nextCursor).toBeNull();
    const bodies = [...first.items, ...rest.items].map(({ body }) => body);
    expect(new Set(bodies).size).toBe(501);
    await db().room.update({ where: { id: room.id }, data: { historyDays: 7 } });
    expect((await api.storage.recordings.chat({ recordingId: made.id })).items).toEqual([]);
  });
});

describe('those who host', () => {
  test('rename, delete and bring back; lists hear of it', async () => {
    const box = await sandbox();
    const made = await recorded(box);
    const { api } = await browserOf(box.host);
    const ended = new AbortController();
    const heard = (await listen({ tenant: box.tenant.id }, ended.signal))[Symbol.asyncIterator]();
    await api.storage.recordings.rename({ recordingId: made.id, name: '  New name ' });
    expect((await heard.next()).value).toEqual({ type: 'changed', what: 'recordings' });
    ended.abort();
    expect((await api.storage.recordings.get({ recordingId: made.id })).name).toBe('New name');
    await api.storage.recordings.remove({ recordingId: made.id });
    await expectRefusal(api.storage.recordings.get({ recordingId: made.id }), 'NOT_FOUND');
    const list = async (deleted: boolean) =>
      (await api.storage.recordings.list({ tenant: box.tenant.slug, deleted })).items.map(({ id }) => id);
    expect(await list(false)).toEqual([]);
    expect(await list(true)).toEqual([made.id]);
    await api.storage.recordings.restore({ recordingId: made.id });
    expect(await list(false)).toEqual([made.id]);
  });

  test('delete none that is being made, and bring none back after thirty days', async () => {
    const box = await sandbox();
    const running = await db().recording.create({
      data: { tenantId: box.tenant.id, roomId: box.room.id, name: 'Now', state: 'ending' },
    });
    const old = await recorded(box, { deletedAt: new Date(Date.now() - 31 * 86_400_000) });
    const { api } = await browserOf(box.host);
    await expectRefusal(api.storage.recordings.remove({ recordingId: running.id }), 'RECORDING_UNFINISHED');
    await expectRefusal(api.storage.recordings.restore({ recordingId: old.id }), 'UNDO_EXPIRED');
    const { items } = await api.storage.recordings.list({ tenant: box.tenant.slug, deleted: true });
    expect(items).toEqual([]);
  });

  test('see deleted ones of their own rooms alone; the owner sees all', async () => {
    const box = await sandbox();
    const made = await recorded(box, { deletedAt: new Date() });
    const list = async (who: 'owner' | 'host' | 'colleague') => {
      const { api } = await browserOf(box[who]);
      const input = { tenant: box.tenant.slug, deleted: true };
      const { items } = await api.storage.recordings.list(input);
      const ofRoom = await api.storage.recordings.listRoom({ roomId: box.room.id, deleted: true });
      expect(ofRoom.items).toEqual(items);
      return items.map(({ id }) => id);
    };
    expect(await list('owner')).toEqual([made.id]);
    expect(await list('host')).toEqual([made.id]);
    expect(await list('colleague')).toEqual([]);
  });

  test('of the organisation say how long recordings are kept', async () => {
    const box = await sandbox();
    const { api } = await browserOf(box.owner);
    const tenant = box.tenant.slug;
    expect(await api.storage.recordings.retention({ tenant })).toEqual({ recordingDays: null });
    await api.storage.recordings.setRetention({ tenant, recordingDays: 90 });
    expect(await api.storage.recordings.retention({ tenant })).toEqual({ recordingDays: 90 });
  });
});

describe('the bytes', () => {
  test('come whole or in part to members, under the name that the recording has now', async () => {
    const box = await sandbox();
    const made = await recorded(box, { name: 'Über/uns' });
    const { cookie } = await sessionCookie(box.colleague.id);
    const whole = await getFile(cookie, made.id);
    expect(await whole.text()).toBe('0123456789');
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('content-disposition')).toMatch(/^inline; .*%C3%9Cber_uns\.mp4$/);
    expect(whole.headers.get('cache-control')).toBe('private, no-cache');
    const part = await getFile(cookie, made.id, { headers: { range: 'bytes=3-5' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      '345',
      'bytes 3-5/10',
    ]);
    const saved = await getFile(cookie, made.id, { query: '?download' });
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await getFile(cookie, made.id, { query: '?thumbnail' })).status).toBe(404);
    expect((await getFile(cookie, made.id, { query: '?sheet' })).status).toBe(404);
  });

  test('of sound alone are saved as such', async () => {
    const box = await sandbox();
    const made = await recorded(box, { name: 'Talk', isAudioOnly: true });
    const { cookie } = await sessionCookie(box.host.id);
    const answer = await getFile(cookie, made.id, { query: '?download' });
    expect(answer.headers.get('content-type')).toBe('audio/mp4');
    expect(answer.headers.get('content-disposition')).toContain('filename="Talk.m4a"');
  });

  test('come to nobody of another tenant, no guest, and not once it or its room is deleted', async () => {
    const box = await sandbox();
    const made = await recorded(box);
    const { cookie: stranger } = await sessionCookie((await sandbox()).owner.id);
    const guest = await guestIn(box.room.id, 'Kenji');
    for (const cookie of ['', stranger, guest.headers.get('cookie') ?? ''])
      expect((await getFile(cookie, made.id)).status).toBe(404);
    const { cookie } = await sessionCookie(box.host.id);
    const { api } = await browserOf(box.host);
    await api.storage.recordings.remove({ recordingId: made.id });
    expect((await getFile(cookie, made.id)).status).toBe(404);
    await api.storage.recordings.restore({ recordingId: made.id });
    expect((await getFile(cookie, made.id)).status).toBe(200);
    await api.rooms.remove({ roomId: box.room.id });
    expect((await getFile(cookie, made.id)).status).toBe(404);
  });

  test('are in no list of files, and in the usage', async () => {
    const box = await sandbox();
    await recorded(box);
    const { api } = await browserOf(box.host);
    expect((await api.storage.list({ tenant: box.tenant.slug })).items).toEqual([]);
    const usage = await api.storage.usage({ tenant: box.tenant.slug });
    expect([usage.used, usage.byKind.video]).toEqual([10, 10]);
  });
});
