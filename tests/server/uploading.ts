import { randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { env } from '@/server/env';
import type { ErrorCode } from '@/shared/errors';

export interface Target {
  slug: 'attachment' | 'avatar' | 'logo';
  input: unknown;
}

/** What a browser knows of a file before it sends it. */
export interface Declared {
  name: string;
  size: number;
  type: string;
  lastModified: number;
}

/** A file to send, as the client announces it. */
export const declare = (bytes: Uint8Array, fields: Partial<Declared> = {}): Declared => ({
  name: 'notes.bin',
  size: bytes.length,
  type: 'application/octet-stream',
  lastModified: 1_700_000_000_000,
  ...fields,
});

const origin = () => env().WEBMTG_URL;

/** Asks the running server for an upload's signed URL, as uploadthing's client does. */
export const askForUrl = async (cookie: string, { slug, input }: Target, file: Declared) => {
  const response = await fetch(`${origin()}/api/uploadthing?actionType=upload&slug=${slug}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: origin() },
    body: JSON.stringify({ input, files: [file] }),
  });
  const answer = (await response.json()) as { message?: ErrorCode }[] | { message: ErrorCode };
  const [presigned] = Array.isArray(answer) ? (answer as unknown as { url: string; customId: string }[]) : [];
  return {
    status: response.status,
    url: presigned?.url ?? '',
    fileId: presigned?.customId ?? '',
    refusedFor: Array.isArray(answer) ? null : answer.message,
  };
};

/** How many bytes of an upload need not be sent again. */
export const askForStart = async (cookie: string, url: string) => {
  const response = await fetch(url, { method: 'HEAD', headers: { cookie } });
  return { status: response.status, start: response.headers.get('x-ut-range-start') };
};

/** Sends a file's bytes from `start` on, as the client's form. */
export const send = async (
  cookie: string,
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  { start = 0 }: { start?: number } = {},
) => {
  const form = new FormData();
  form.append('file', new Blob([bytes.subarray(start)]), 'file');
  const response = await fetch(url, {
    method: 'PUT',
    headers: { cookie, range: `bytes=${start}-` },
    body: form,
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
};

/** Begins to send a file, announced whole, and stops after `until` bytes with the line left open. */
export const sendBeginning = async (
  cookie: string,
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  { start = 0, until }: { start?: number; until: number },
) => {
  const boundary = `----${randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const request = (url.startsWith('https:') ? https : http).request(url, {
    method: 'PUT',
    headers: {
      cookie,
      range: `bytes=${start}-`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': head.length + bytes.length - start + tail.length,
    },
  });
  const ended = new Promise<number | null>((resolve) => {
    request.once('response', (response) => resolve(response.statusCode ?? null));
    request.once('error', () => resolve(null));
  });
  request.write(head);
  request.write(bytes.subarray(start, until));
  return {
    /** The status that it was answered with, or null where the line was cut. */
    ended,
    cut: () => request.destroy(),
    sendRest: () => {
      request.write(bytes.subarray(until));
      request.end(tail);
    },
  };
};

/** Uploads a file from its announcement to its end, as the client does. */
export const upload = async (
  cookie: string,
  target: Target,
  bytes: Uint8Array<ArrayBuffer>,
  fields: Partial<Declared> = {},
) => {
  const asked = await askForUrl(cookie, target, declare(bytes, fields));
  if (asked.refusedFor !== null) throw new Error(`refused: ${asked.refusedFor}`);
  const { start } = await askForStart(cookie, asked.url);
  return { ...asked, ...(await send(cookie, asked.url, bytes, { start: Number(start) })) };
};

/** Bytes that look like no type of file, and like no other file's. */
export const randomFile = (size: number) => new Uint8Array(randomBytes(size));

export const text = (content: string) => new TextEncoder().encode(content);
