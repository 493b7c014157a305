import { readFile } from 'node:fs/promises';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { byteRange } from '@/server/storage/byteRange';
import { fileKindOf } from '@/server/storage/fileKindOf';
import { sniff } from '@/server/storage/sniff';
import { sandbox, sessionCookie } from './harness';
import { randomFile, text, upload } from './uploading';

const solid = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#2f4a8a' } });
const png = async (width = 40, height = 20) => new Uint8Array(await solid(width, height).png().toBuffer());

/** A black PNG of one bit a pixel: few bytes, however many pixels it has to be drawn with. */
const bareBlack = (width: number, height: number) => {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, crc]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const pixels = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height), { level: 1 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([signature, ...chunks]));
};

describe('what a file is', () => {
  test.each<[string, string, [type: string, name: string], string]>([
    ['plain text', 'Hello, 世界\n', ['text/plain', 'a.txt'], 'text/plain'],
    ['a table', 'a,b\n1,2\n', ['text/csv', 'a.csv'], 'text/csv'],
    ['a script', 'alert(1)', ['text/javascript', 'a.js'], 'text/plain'],
    ['a style', 'a{}', ['text/css', 'a.css'], 'text/plain'],
    ['coloured output', '\u001b[31mred\u001b[0m', ['', 'a.log'], 'text/plain'],
    ['HTML called text', '<!DOCTYPE html><script>alert(1)</script>', ['text/plain', 'a.txt'], 'text/html'],
    ['HTML behind white space', '\ufeff\n\t <html>', ['image/png', 'a.png'], 'text/html'],
    ['text called HTML', 'hello', ['text/plain', 'a.HTML'], 'text/html'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', ['image/png', 'a.png'], 'image/svg+xml'],
    ['SVG behind a declaration', '<?xml version="1.0"?><!-- x --><svg/>', ['', 'a'], 'image/svg+xml'],
    ['XML', '<?xml version="1.0"?><a/>', ['text/plain', 'a.txt'], 'application/xml'],
    ['XHTML', '<?xml version="1.0"?><html/>', ['text/plain', 'a.txt'], 'text/html'],
    ['less than', '3 < 4', ['text/plain', 'a.txt'], 'text/plain'],
    ['binary called a picture', '\u0001\u0002\u0003', ['image/png', 'a.png'], 'application/octet-stream'],
  ])('%s', async (_, content, [type, name], expected) => {
    expect(await sniff(text(content), { type, name })).toBe(expected);
  });

  test('is read from its bytes, whatever it is called', async () => {
    expect(await sniff(await png(), { type: 'text/html', name: 'a.html' })).toBe('image/png');
    expect(await sniff(gzipSync('x'), { type: 'text/plain', name: 'a.txt' })).toBe('application/gzip');
    expect(await sniff(text('%PDF-1.7\n'), { type: '', name: 'a' })).toBe('application/pdf');
    expect(await sniff(randomFile(10_000), { type: 'video/mp4', name: 'a.mp4' })).toBe(
      'application/octet-stream',
    );
  });

  test('text that is cut within a character is text', async () => {
    const cut = text('あ'.repeat(10)).slice(0, 29);
    expect(await sniff(cut, { type: '', name: 'a.txt' })).toBe('text/plain');
  });

  test('text in another encoding is not served as if it were ours', async () => {
    const shiftJis = new Uint8Array([0x83, 0x65, 0x83, 0x58, 0x83, 0x67]);
    expect(await sniff(shiftJis, { type: 'text/plain', name: 'a.txt' })).toBe('application/octet-stream');
  });
});

test.each([
  ['image/png', 'a', 'image'],
  ['image/svg+xml', 'a.svg', 'document'],
  ['video/x-matroska', 'a', 'video'],
  ['audio/mpeg', 'a', 'audio'],
  ['text/html; charset=utf-8', 'a', 'document'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'a', 'document'],
  ['application/vnd.oasis.opendocument.text', 'a', 'document'],
  ['application/x-zip-compressed', 'a', 'archive'],
  ['application/x-7z-compressed', 'a', 'archive'],
  ['application/octet-stream', 'a.MKV', 'video'],
  ['', 'a.lzh', 'archive'],
  ['', 'README', 'other'],
  ['application/x-executable', 'a.pdf', 'other'],
  ['application/xhtml+xml', 'a', 'document'],
])('%s called %s is of the kind %s', (type, name, kind) => {
  expect(fileKindOf(type, name)).toBe(kind);
});

test.each([
  ['bytes=0-0', 10, { first: 0, last: 0 }],
  ['bytes=-3', 10, { first: 7, last: 9 }],
  ['bytes=-99', 10, { first: 0, last: 9 }],
  ['bytes=9-', 10, { first: 9, last: 9 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=2-1', 10, null],
  [undefined, 10, null],
])('of %s of %i bytes comes %j', (header, size, expected) => {
  expect(byteRange(header, size)).toEqual(expected);
});

describe('a file that arrives', () => {
  const arrive = async (
    bytes: Uint8Array<ArrayBuffer>,
    fields: { name: string; type: string },
    room: Parameters<typeof sandbox>[0] = {},
  ) => {
    const box = await sandbox(room);
    const { cookie } = await sessionCookie(box.host.id);
    const sent = await upload(cookie, { slug: 'attachment', input: { roomId: box.room.id } }, bytes, fields);
    const file = await db().file.findUnique({ where: { id: sent.fileId } });
    const used = (await db().tenant.findUniqueOrThrow({ where: { id: box.tenant.id } })).storageUsed;
    const get = async (query = '') =>
      await fetch(`${env().WEBMTG_URL}/api/files/${sent.fileId}${query}`, { headers: { cookie } });
    return { ...sent, file, used, get };
  };

  test('as a picture has its size, and a small one beside it', async () => {
    const { file, get } = await arrive(await png(1280, 640), { name: 'a.png', type: 'image/png' });
    expect(file).toMatchObject({ kind: 'image', width: 1280, height: 640, hasThumbnail: true });
    const thumbnail = await get('?thumbnail');
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    const shown = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata();
    expect(shown).toMatchObject({ format: 'webp', width: 640, height: 320 });
  });

  test('as a photo is measured the way up that it is shown', async () => {
    const photo = await solid(300, 100).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { file, get } = await arrive(new Uint8Array(photo), { name: 'a.jpg', type: 'image/jpeg' });
    expect(file).toMatchObject({ width: 100, height: 300 });
    const shown = await sharp(Buffer.from(await (await get('?thumbnail')).arrayBuffer())).metadata();
    expect(shown).toMatchObject({ width: 100, height: 300 });
  });

  test('as a broken picture is a plain file', async () => {
    const whole = await png(400, 400);
    const { status, file, get } = await arrive(whole.slice(0, whole.length / 2), {
      name: 'a.png',
      type: 'image/png',
    });
    expect(status).toBe(200);
    expect(file).toMatchObject({ state: 'stored', type: 'image/png', width: null, hasThumbnail: false });
    expect((await get()).status).toBe(200);
    expect((await get('?thumbnail')).status).toBe(404);
  });

  test('as a picture of too many pixels is a plain file', async () => {
    const hasThumbnail = async (width: number, height: number) =>
      (await arrive(bareBlack(width, height), { name: 'bomb.png', type: 'image/png' })).file?.hasThumbnail;
    expect(await hasThumbnail(100, 100)).toBe(true);
    expect(await hasThumbnail(12_000, 10_001)).toBe(false);
  });

  test('under a type that lies is what its bytes are, and never shown as a page', async () => {
    const { file, get } = await arrive(text('<html><script>alert(1)</script>'), {
      name: 'photo.png',
      type: 'image/png',
    });
    expect(file).toMatchObject({ type: 'text/html', kind: 'document', hasThumbnail: false });
    const { headers } = await get();
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('of a kind that the room does not take is refused, and nothing of it is left', async () => {
    const { status, answer, file, used, get } = await arrive(
      text('no picture at all'),
      { name: 'a.png', type: 'image/png' },
      { fileKinds: ['image'] },
    );
    expect([status, answer]).toEqual([415, { error: 'FILE_KIND_REFUSED' }]);
    expect([file, used]).toEqual([null, 0]);
    expect((await get()).status).toBe(404);
  });

  test('has a clean name', async () => {
    const { file } = await arrive(text('x'), { name: '../\u202e議\u0000事/録.txt', type: 'text/plain' });
    expect(file).toMatchObject({ name: '.._議事_録.txt', type: 'text/plain', kind: 'document' });
  });
});

test('a source file of ours is text', async () => {
  const source = await readFile(new URL(import.meta.url));
  expect(await sniff(source, { type: 'video/mp2t', name: 'sniff.test.ts' })).toBe('text/plain');
});
