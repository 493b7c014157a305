import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { revokeSessions } from '@/server/auth/sessions';
import { beginMultipart, putPart } from '@/server/multipart';
import { objectSize, readObject } from '@/server/objectStore';
import { takeTurn } from '@/server/storage/turns';
import { signUpload } from '@/server/storage/uploadSecret';
import { browserOf, sandbox, sessionCookie } from './harness';
import { askForStart, askForUrl, declare, randomFile, send, sendBeginning, upload } from './uploading';

const PART = 8 * 1024 * 1024;
/** A part is written to the disk of a machine that does other things as well. */
const PATIENCE = { timeout: 15_000 };
const sha256 = (bytes: Uint8Array | null) =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

/** A room whose host, or somebody else of it, is about to send `bytes`. */
const announced = async (bytes = randomFile(1_000), who: 'host' | 'colleague' = 'host') => {
  const box = await sandbox();
  const { cookie } = await sessionCookie(box[who].id);
  const target = { slug: 'attachment' as const, input: { roomId: box.room.id } };
  const asked = await askForUrl(cookie, target, declare(bytes));
  const used = async () =>
    (await db().tenant.findUniqueOrThrow({ where: { id: box.tenant.id } })).storageUsed;
  return { ...box, ...asked, cookie, target, bytes, used };
};

const storedAs = async (fileId: string) => await db().file.findUnique({ where: { id: fileId } });

test('a file arrives as it was sent', async () => {
  const { cookie, url, fileId, bytes } = await announced(randomFile(PART + 12_345));
  expect(await askForStart(cookie, url)).toEqual({ status: 200, start: '0' });
  const sent = await send(cookie, url, bytes);
  const address = `${env().WEBMTG_URL}/api/files/${fileId}`;
  expect(sent).toMatchObject({ status: 200, answer: { ufsUrl: address, serverData: { error: null } } });
  expect(sha256(await readObject(fileId))).toBe(sha256(bytes));
  expect(await storedAs(fileId)).toMatchObject({ state: 'stored', size: bytes.length, messageId: null });
  expect(await db().uploadSession.findUnique({ where: { fileId } })).toBeNull();
});

describe('a signed URL', () => {
  test.each([
    ['another size', (url: string) => url.replace('x-ut-file-size=1000', 'x-ut-file-size=9999')],
    ['another file', (url: string) => url.replace(/x-ut-custom-id=.{8}/, 'x-ut-custom-id=00000000')],
    ['a longer life', (url: string) => url.replace(/expires=\d+/, 'expires=9999999999999')],
    ['another signature', (url: string) => url.replace(/.{4}$/, (end) => (end === '0000' ? '1111' : '0000'))],
    ['no signature', (url: string) => url.replace(/&signature=.*/, '')],
    ['more behind the signature', (url: string) => `${url}&x-ut-file-size=1`],
  ])('with %s is refused', async (_, change) => {
    const { cookie, url, bytes, fileId } = await announced();
    expect(await send(cookie, change(url), bytes)).toMatchObject({ status: 403 });
    expect(await askForStart(cookie, change(url))).toEqual({ status: 403, start: null });
    expect(await objectSize(fileId)).toBeNull();
  });

  test('that has expired is refused', async () => {
    const { cookie, url, bytes } = await announced();
    const old = url.replace(/expires=\d+/, `expires=${Date.now() - 1}`).replace(/&signature=.*/, '');
    const signed = `${old}&signature=${encodeURIComponent(signUpload(old))}`;
    expect(await send(cookie, signed, bytes)).toMatchObject({
      status: 410,
      answer: { error: 'LINK_INVALID' },
    });
    const young = old.replace(/expires=\d+/, `expires=${Date.now() + 60_000}`);
    const valid = `${young}&signature=${encodeURIComponent(signUpload(young))}`;
    expect(await send(cookie, valid, bytes)).toMatchObject({ status: 200 });
  });

  test('is worth nothing to anybody else', async () => {
    const { url, bytes, colleague, fileId } = await announced();
    const { cookie } = await sessionCookie(colleague.id);
    for (const other of [cookie, '']) {
      expect(await send(other, url, bytes)).toMatchObject({ status: 404, answer: { error: 'NOT_FOUND' } });
      expect(await askForStart(other, url)).toEqual({ status: 404, start: null });
    }
    expect(await objectSize(fileId)).toBeNull();
  });

  test('ends with the right that it was given for', async () => {
    const { cookie, url, bytes, room } = await announced();
    await db().room.update({ where: { id: room.id }, data: { maxFileMB: 1, fileKinds: ['image'] } });
    expect(await send(cookie, url, bytes)).toMatchObject({ status: 415 });
  });
});

describe('in the middle of its bytes an upload ends', () => {
  const begun = async (who?: 'colleague') => {
    const made = await announced(randomFile(2 * PART + 1_000), who);
    const { cookie, url, bytes } = made;
    const sending = await sendBeginning(cookie, url, bytes, { until: PART + 1 });
    await expect
      .poll(async () => await askForStart(cookie, url), PATIENCE)
      .toMatchObject({ start: String(PART) });
    return { ...made, sending };
  };

  test('with the session of whoever sends it', async () => {
    const { host, sending, fileId } = await begun();
    await revokeSessions(host.id);
    expect(await sending.ended).toBeNull();
    expect(await objectSize(fileId)).toBeNull();
  });

  test('with the room that it is for', async () => {
    const { host, room, sending, cookie, url, bytes } = await begun();
    await (await browserOf(host)).api.rooms.remove({ roomId: room.id });
    expect(await sending.ended).toBeNull();
    expect(await send(cookie, url, bytes)).toMatchObject({ status: 404 });
  });

  test('with the meeting for whoever its host removes from it', async () => {
    const { host, colleague, room, sending, cookie, target, url, bytes, fileId } = await begun('colleague');
    const { moderation } = (await browserOf(host)).api.rooms;
    await moderation.remove({ roomId: room.id, person: { id: colleague.id, isGuest: false } });
    expect(await sending.ended).toBeNull();
    expect(await send(cookie, url, bytes, { start: PART })).toMatchObject({
      status: 403,
      answer: { error: 'BARRED' },
    });
    expect(await askForUrl(cookie, target, declare(bytes))).toMatchObject({ refusedFor: 'BARRED' });
    expect(await objectSize(fileId)).toBeNull();
  });

  test('and not with a change of the room that leaves the right as it was', async () => {
    const { host, room, sending, fileId, bytes } = await begun();
    await (await browserOf(host)).api.rooms.update({ roomId: room.id, name: 'Another' });
    sending.sendRest();
    expect(await sending.ended).toBe(200);
    expect(await objectSize(fileId)).toBe(bytes.length);
  });
});

describe('a file that is not what it was announced as', () => {
  test('bigger: 413, smaller: 400, and nothing of it is kept', async () => {
    for (const [size, status] of [
      [2_000, 413],
      [999, 400],
    ] as const) {
      const { cookie, url, fileId, used } = await announced();
      expect(await send(cookie, url, randomFile(size))).toMatchObject({ status });
      expect(await storedAs(fileId)).toBeNull();
      expect(await objectSize(fileId)).toBeNull();
      expect(await used()).toBe(0);
    }
  });

  test('a form that ends early, or is none, changes nothing', async () => {
    const { cookie, url, bytes, fileId } = await announced();
    const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' };
    const put = async (body: string, more = {}) =>
      (await fetch(url, { method: 'PUT', headers: { ...headers, ...more }, body })).status;
    expect(await put('--x\r\n\r\n')).toBe(400);
    expect(await put('nothing')).toBe(400);
    expect(await put('{}', { 'content-type': 'application/json' })).toBe(400);
    expect(await put(`--x\r\n\r\n${'a'.repeat(bytes.length)}\r\n--y--\r\n`)).toBe(400);
    expect(await storedAs(fileId)).toMatchObject({ state: 'uploading' });
    expect(await send(cookie, url, bytes)).toMatchObject({ status: 200 });
  });
});

describe('after a cut', () => {
  test('it goes on from the last part that is stored, on a new URL too, and counts once', async () => {
    const first = await announced(randomFile(3 * PART + 1_000));
    const { cookie, url, bytes, target, fileId, used } = first;
    const beginning = await sendBeginning(cookie, url, bytes, { until: 2 * PART + 500 });
    await expect
      .poll(async () => await askForStart(cookie, url), PATIENCE)
      .toMatchObject({ start: String(2 * PART) });
    beginning.cut();
    const again = await askForUrl(cookie, target, declare(bytes));
    expect(again.fileId).toBe(fileId);
    const { start } = await askForStart(cookie, again.url);
    expect(start).toBe(String(2 * PART));
    expect(await send(cookie, again.url, bytes, { start: Number(start) })).toMatchObject({ status: 200 });
    expect(sha256(await readObject(fileId))).toBe(sha256(bytes));
    expect(await used()).toBe(bytes.length);
  });

  test('bytes that are there already are passed over, and a gap is refused', async () => {
    const { cookie, url, bytes, fileId } = await announced(randomFile(2 * PART + 1_000));
    const beginning = await sendBeginning(cookie, url, bytes, { until: PART + 1 });
    await expect
      .poll(async () => await askForStart(cookie, url), PATIENCE)
      .toMatchObject({ start: String(PART) });
    beginning.cut();
    expect(await send(cookie, url, bytes, { start: PART + 1 })).toMatchObject({ status: 416 });
    expect(await send(cookie, url, bytes, { start: PART - 777 })).toMatchObject({ status: 200 });
    expect(sha256(await readObject(fileId))).toBe(sha256(bytes));
  });

  test('the database and the store are all that it needs', async () => {
    const { cookie, url, bytes, fileId } = await announced(randomFile(2 * PART + 1_000));
    const uploadId = await beginMultipart(fileId);
    await putPart({ key: fileId, uploadId }, 1, bytes.subarray(0, PART));
    // As an instance leaves it that ends between two parts; the third has no second before it.
    await putPart({ key: fileId, uploadId }, 3, bytes.subarray(2 * PART));
    await db().uploadSession.update({ where: { fileId }, data: { uploadId } });
    expect(await askForStart(cookie, url)).toMatchObject({ start: String(PART) });
    expect(await send(cookie, url, bytes, { start: PART })).toMatchObject({ status: 200 });
    expect(sha256(await readObject(fileId))).toBe(sha256(bytes));
  });

  test('what is sent again once it is stored is answered, and stored once', async () => {
    const { cookie, url, bytes, fileId, used } = await announced();
    const first = await send(cookie, url, bytes);
    expect(await askForStart(cookie, url)).toEqual({ status: 200, start: String(bytes.length) });
    expect(await send(cookie, url, bytes)).toEqual(first);
    expect(await send(cookie, url, bytes, { start: bytes.length })).toEqual(first);
    expect(await used()).toBe(bytes.length);
    expect(sha256(await readObject(fileId))).toBe(sha256(bytes));
  });

  test('a request whose line is dead gives way to the next one', async () => {
    const { cookie, url, bytes, fileId } = await announced(randomFile(2 * PART + 1_000));
    const dead = await sendBeginning(cookie, url, bytes, { until: PART + 1 });
    await expect
      .poll(async () => await askForStart(cookie, url), PATIENCE)
      .toMatchObject({ start: String(PART) });
    expect(await send(cookie, url, bytes)).toMatchObject({ status: 200 });
    expect(await dead.ended).not.toBe(200);
    expect(sha256(await readObject(fileId))).toBe(sha256(bytes));
  });

  test('a request on another instance gives way before its next part', async () => {
    const { cookie, url, bytes, fileId } = await announced(randomFile(2 * PART + 1_000));
    const elsewhere = await sendBeginning(cookie, url, bytes, { until: PART + 1 });
    await expect
      .poll(async () => await askForStart(cookie, url), PATIENCE)
      .toMatchObject({ start: String(PART) });
    // This process is that other instance.
    const turn = await takeTurn(fileId);
    elsewhere.sendRest();
    expect(await elsewhere.ended).toBe(409);
    await turn.prove();
    turn.end();
    expect(await storedAs(fileId)).toMatchObject({ state: 'uploading' });
    expect(await askForStart(cookie, url)).toMatchObject({ start: String(PART) });
  });

  test('two at once make one file', async () => {
    const { cookie, url, bytes, fileId, used } = await announced(randomFile(2 * PART + 1_000));
    const both = await Promise.allSettled([send(cookie, url, bytes), send(cookie, url, bytes)]);
    const statuses = both.map((one) => (one.status === 'fulfilled' ? one.value.status : null));
    expect(statuses).toContain(200);
    expect(await send(cookie, url, bytes, { start: bytes.length })).toMatchObject({ status: 200 });
    expect(sha256(await readObject(fileId))).toBe(sha256(bytes));
    expect(await used()).toBe(bytes.length);
  });

  test('another file of the same name is another file', async () => {
    const { cookie, target, bytes, fileId } = await announced();
    const other = await askForUrl(cookie, target, declare(bytes, { lastModified: 1 }));
    expect(other.fileId).not.toBe(fileId);
    const done = await upload(cookie, target, bytes);
    expect(done.fileId).toBe(fileId);
    expect((await askForUrl(cookie, target, declare(bytes))).fileId).not.toBe(fileId);
  });
});

describe('the callback', () => {
  const body = JSON.stringify({ status: 'uploaded', file: {}, origin: '', metadata: {} });
  const call = async (headers: Record<string, string>) =>
    await fetch(`${env().WEBMTG_URL}/api/uploadthing?slug=attachment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'uploadthing-hook': 'callback', ...headers },
      body,
    });

  test('is believed only with our signature, and from our own pages', async () => {
    const forged = `hmac-sha256=${createHmac('sha256', 'sk_guess').update(body).digest('hex')}`;
    const origin = env().WEBMTG_URL;
    expect((await call({ origin, 'x-uploadthing-signature': forged })).status).toBe(400);
    expect((await call({ origin })).status).toBe(400);
    expect((await call({ 'x-uploadthing-signature': signUpload(body) })).status).toBe(403);
  });

  test('the route tells nobody what may be uploaded', async () => {
    expect((await fetch(`${env().WEBMTG_URL}/api/uploadthing`)).status).toBe(405);
  });
});

test('another origin can open no upload', async () => {
  const { cookie, target, bytes } = await announced();
  const response = await fetch(`${env().WEBMTG_URL}/api/uploadthing?actionType=upload&slug=attachment`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: 'https://evil.example' },
    body: JSON.stringify({ input: target.input, files: [declare(bytes)] }),
  });
  expect(response.status).toBe(403);
});
