import { env } from '@/server/env';
import type { ErrorCode } from '@/shared/errors';

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
export const askForUrl = async (
  cookie: string,
  { slug, input }: { slug: 'attachment' | 'avatar' | 'logo'; input: unknown },
  file: Declared,
) => {
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
  { start = 0, signal }: { start?: number; signal?: AbortSignal } = {},
) => {
  const form = new FormData();
  form.append('file', new Blob([bytes.subarray(start)]), 'file');
  const response = await fetch(url, {
    method: 'PUT',
    headers: { cookie, range: `bytes=${start}-` },
    body: form,
    ...(signal ? { signal } : {}),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
};
