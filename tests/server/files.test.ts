import sharp from 'sharp';
import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { makeFile } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { objectSize, putObject } from '@/server/objectStore';
import { browserOf, guestIn, sandbox, sessionCookie } from './harness';
import { getFile } from './getFile';
import { randomFile, text, upload } from './uploading';

/** A room with a file of its host's, whose bytes are `content`, sent to everyone unless `to` is given. */
const shared = async (content = text('hello'), { to }: { to?: 'colleague' } = {}) => {
  const box = await sandbox();
  const { cookie } = await sessionCookie(box.host.id);
  const { fileId } = await upload(cookie, { slug: 'attachment', input: { roomId: box.room.id } }, content, {
    name: 'notes.txt',
    type: 'text/plain',
  });
  const host = await browserOf(box.host);
  const message = await host.api.chat.send({
    roomId: box.room.id,
    id: uuid(),
    body: '',
    fileIds: [fileId],
    to: to && { id: box[to].id, isGuest: false },
  });
  const cookieOf = async (who: 'owner' | 'admin' | 'host' | 'colleague') =>
    (await sessionCookie(box[who].id)).cookie;
  return { ...box, fileId, message, cookie, cookieOf, hostApi: host.api };
};

describe('who may have a file', () => {
  test('everybody in its room, and nobody else', async () => {
    const { fileId, cookieOf, room } = await shared();
    const stranger = (await sessionCookie((await sandbox()).host.id)).cookie;
    const guest = await guestIn(room.id, 'Kenji');
    expect(await (await getFile(await cookieOf('colleague'), fileId)).text()).toBe('hello');
    expect((await getFile(stranger, fileId)).status).toBe(404);
    expect((await getFile('', fileId)).status).toBe(404);
    // A guest reads what was sent since the meeting that they joined began.
    expect((await getFile(guest.headers.get('cookie') ?? '', fileId)).status).toBe(404);
    expect((await getFile(stranger, uuid())).status).toBe(404);
    expect((await getFile(stranger, 'no-id')).status).toBe(404);
  });

  test('a guest, until the room takes none any more', async () => {
    const { room, host, hostApi } = await shared();
    const guest = await guestIn(room.id, 'Kenji');
    const guestCookie = guest.headers.get('cookie') ?? '';
    const { cookie } = await sessionCookie(host.id);
    const { fileId } = await upload(
      cookie,
      { slug: 'attachment', input: { roomId: room.id } },
      text('for guests'),
    );
    await hostApi.chat.send({ roomId: room.id, id: uuid(), body: 'see', fileIds: [fileId] });
    expect(await (await getFile(guestCookie, fileId)).text()).toBe('for guests');
    await hostApi.rooms.update({ roomId: room.id, entry: 'members' });
    expect((await getFile(guestCookie, fileId)).status).toBe(404);
  });

  test('of a private message its two people alone', async () => {
    const { fileId, cookieOf } = await shared(text('for you'), { to: 'colleague' });
    expect((await getFile(await cookieOf('colleague'), fileId)).status).toBe(200);
    expect((await getFile(await cookieOf('host'), fileId)).status).toBe(200);
    for (const other of ['owner', 'admin'] as const)
      expect((await getFile(await cookieOf(other), fileId)).status).toBe(404);
  });

  test('until it is sent its owner alone', async () => {
    const { room, cookie, cookieOf } = await shared();
    const { fileId } = await upload(
      cookie,
      { slug: 'attachment', input: { roomId: room.id } },
      text('a draft'),
    );
    expect((await getFile(cookie, fileId)).status).toBe(200);
    expect((await getFile(await cookieOf('owner'), fileId)).status).toBe(404);
  });

  test('nobody once it, its message or its room is deleted', async () => {
    const { fileId, cookie, hostApi, room, message } = await shared();
    const status = async () => (await getFile(cookie, fileId)).status;
    await hostApi.storage.remove({ fileId });
    expect(await status()).toBe(404);
    await hostApi.storage.restore({ fileId });
    expect(await status()).toBe(200);
    await hostApi.rooms.remove({ roomId: room.id });
    expect(await status()).toBe(404);
    await hostApi.rooms.restore({ roomId: room.id });
    expect(await status()).toBe(200);
    await hostApi.chat.remove({ roomId: room.id, messageId: message.id });
    expect(await status()).toBe(404);
  });
});

describe('ranges', () => {
  const bytes = randomFile(1_000);
  const ranged = async (headers: Record<string, string>) => {
    const { fileId, cookie } = await shared(bytes);
    const response = await getFile(cookie, fileId, { headers });
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body, fileId };
  };

  test.each([
    ['bytes=0-9', 0, 9],
    ['bytes=990-', 990, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=500-500', 500, 500],
  ])('%s gives bytes %i to %i', async (range, first, last) => {
    const { status, headers, body } = await ranged({ range });
    expect(status).toBe(206);
    expect(headers.get('content-range')).toBe(`bytes ${first}-${last}/1000`);
    expect(headers.get('content-length')).toBe(String(last - first + 1));
    expect(body).toEqual(bytes.slice(first, last + 1));
  });

  test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s is 416', async (range) => {
    const { status, headers } = await ranged({ range });
    expect([status, headers.get('content-range')]).toEqual([416, 'bytes */1000']);
  });

  test.each(['bytes=9-5', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=a-b'])(
    '%s gives the whole',
    async (range) => {
      const { status, body } = await ranged({ range });
      expect([status, body]).toEqual([200, bytes]);
    },
  );

  test('If-Range gives the whole where the file is another', async () => {
    const { fileId, status } = await ranged({ range: 'bytes=0-9', 'if-range': '"another"' });
    expect(status).toBe(200);
    expect(fileId).toBeTruthy();
  });
});

test('a file that is known is not sent again, though the right is asked for again', async () => {
  const { fileId, cookie, hostApi } = await shared();
  const first = await getFile(cookie, fileId);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const headers = { 'if-none-match': `W/"x", ${etag}` };
  const again = await getFile(cookie, fileId, { headers });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await getFile(cookie, fileId, { headers: { range: 'bytes=1-2', 'if-range': etag } })).status).toBe(
    206,
  );
  await hostApi.storage.remove({ fileId });
  expect((await getFile(cookie, fileId, { headers })).status).toBe(404);
});

test('HEAD tells all and sends nothing', async () => {
  const { fileId, cookie } = await shared();
  const response = await getFile(cookie, fileId, { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-length': '5',
    'accept-ranges': 'bytes',
    'content-type': 'text/plain; charset=utf-8',
  });
  expect((await getFile('', fileId, { method: 'HEAD' })).status).toBe(404);
});

describe('what a browser does with it', () => {
  /** The headers of a stored file of this name and type, whatever its bytes. */
  const headersOf = async (name: string, type: string, query = '') => {
    const box = await sandbox();
    const { cookie } = await sessionCookie(box.host.id);
    const place = { tenantId: box.tenant.id, roomId: box.room.id, ownerId: box.host.id };
    const file = await makeFile(db(), place, { name, type });
    await putObject(file.id, text('hello'));
    const response = await getFile(cookie, file.id, { query });
    expect(response.status).toBe(200);
    const { headers } = response;
    return {
      type: headers.get('content-type'),
      disposition: headers.get('content-disposition') ?? '',
      nosniff: headers.get('x-content-type-options'),
      policy: headers.get('content-security-policy') ?? '',
      frame: headers.get('x-frame-options'),
    };
  };

  test.each(['image/png', 'image/avif', 'video/mp4', 'audio/mpeg', 'application/pdf'])(
    '%s is shown in its place',
    async (type) => {
      const served = await headersOf('a.bin', type);
      expect(served).toMatchObject({ type, nosniff: 'nosniff', frame: 'SAMEORIGIN' });
      expect(served.disposition).toMatch(/^inline;/);
      expect((await headersOf('a.bin', type, '?download')).disposition).toMatch(/^attachment;/);
    },
  );

  test.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'text/javascript',
    'text/css',
    'application/zip',
    'application/x-unheard-of',
  ])('%s is saved, as nothing that could run', async (type) => {
    const served = await headersOf('page.html', type);
    expect(served).toMatchObject({ type: 'application/octet-stream', nosniff: 'nosniff' });
    expect(served.disposition).toMatch(/^attachment;/);
    expect(served.policy).toMatch(/^sandbox;/);
  });

  test.each([
    ['議事録 2026.pdf', `filename="2026.pdf"; filename*=UTF-8''%E8%AD%B0%E4%BA%8B%E9%8C%B2%202026.pdf`],
    [
      'Übersicht (1)\'*".txt',
      `filename="Ubersicht (1)'*_.txt"; filename*=UTF-8''%C3%9Cbersicht%20%281%29%27%2A%22.txt`,
    ],
    ['😀', `filename="file"; filename*=UTF-8''%F0%9F%98%80`],
  ])('%s keeps its name', async (name, expected) => {
    expect((await headersOf(name, 'application/zip')).disposition).toBe(`attachment; ${expected}`);
  });
});

describe('pictures of people and tenants', () => {
  const picture = async (side: number) =>
    new Uint8Array(
      await sharp({ create: { width: side, height: side / 2, channels: 3, background: '#2f4a8a' } })
        .withExif({ IFD0: { Copyright: 'somebody' } })
        .jpeg()
        .toBuffer(),
    );

  test('become small squares without metadata, for anybody, and replace each other', async () => {
    const { host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const avatar = { slug: 'avatar' as const, input: {} };
    const first = await upload(cookie, avatar, await picture(500), { name: 'me.jpg', type: 'image/jpeg' });
    const { api } = await browserOf(host);
    expect(await api.auth.me()).toMatchObject({ avatarId: first.fileId });
    const response = await getFile('', first.fileId);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const shown = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect(shown).toMatchObject({ format: 'webp', width: 256, height: 256 });
    expect(shown.exif).toBeUndefined();
    const second = await upload(cookie, avatar, await picture(600), { name: 'me.jpg', type: 'image/jpeg' });
    expect(await api.auth.me()).toMatchObject({ avatarId: second.fileId });
    expect((await getFile('', first.fileId)).status).toBe(404);
    expect(await objectSize(first.fileId)).toBeNull();
    await api.storage.removeAvatar();
    expect(await api.auth.me()).toMatchObject({ avatarId: null });
    expect((await getFile('', second.fileId)).status).toBe(404);
  });

  test('a logo is set by administrators alone, and counts by what is kept of it', async () => {
    const { tenant, admin, colleague } = await sandbox();
    const target = { slug: 'logo' as const, input: { tenant: tenant.slug } };
    const bytes = await picture(400);
    const send = async (user: { id: string }) =>
      await upload((await sessionCookie(user.id)).cookie, target, bytes, { type: 'image/jpeg' });
    await expect(send(colleague)).rejects.toThrow('FORBIDDEN');
    await expect(send((await sandbox()).owner)).rejects.toThrow('NOT_FOUND');
    const { fileId } = await send(admin);
    const { api } = await browserOf(admin);
    expect((await api.auth.me()).tenants).toMatchObject([{ slug: tenant.slug, logoId: fileId }]);
    const { size } = await db().file.findUniqueOrThrow({ where: { id: fileId } });
    const used = async () => (await api.storage.usage({ tenant: tenant.slug })).used;
    expect(await used()).toBe(size);
    await api.storage.removeLogo({ tenant: tenant.slug });
    expect(await used()).toBe(0);
  });

  test('what is no picture is refused, and leaves the one before', async () => {
    const { host } = await sandbox();
    const { cookie } = await sessionCookie(host.id);
    const avatar = { slug: 'avatar' as const, input: {} };
    const { fileId } = await upload(cookie, avatar, await picture(300), { type: 'image/jpeg' });
    const lie = await upload(cookie, avatar, text('<svg/>'), { type: 'image/png' });
    expect(lie).toMatchObject({ status: 415, answer: { error: 'FILE_KIND_REFUSED' } });
    await expect(upload(cookie, avatar, text('x'), { type: 'text/plain' })).rejects.toThrow(
      'FILE_KIND_REFUSED',
    );
    await expect(upload(cookie, avatar, randomFile(8_000_001), { type: 'image/png' })).rejects.toThrow(
      'FILE_TOO_BIG',
    );
    expect(await (await browserOf(host)).api.auth.me()).toMatchObject({ avatarId: fileId });
  });
});
