import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { createContext } from '../context';
import { db } from '../db';
import { env } from '../env';
import { AppError, fail } from '../errors';
import { headersOf } from '../headersOf';
import { log } from '../log';
import { getObject, objectSize } from '../objectStore';
import { byteRange } from './byteRange';
import { contentHeaders } from './contentHeaders';
import { proveDownload } from './findFileAccess';
import { thumbnailKey } from './images';

const downloadSelect = {
  id: true,
  purpose: true,
  name: true,
  size: true,
  type: true,
  hasThumbnail: true,
} satisfies Prisma.FileSelect;

/** Pictures of people and tenants get a new id with each change; of all else the right to it is asked for each time. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'private, no-cache';

const findFile = async (request: IncomingMessage, fileId: string) => {
  const id = z.uuid().safeParse(fileId);
  const where = id.success ? { id: id.data, state: 'stored' as const, deletedAt: null } : fail('NOT_FOUND');
  const file = (await db().file.findUnique({ where, select: downloadSelect })) ?? fail('NOT_FOUND');
  if (file.purpose === 'attachment')
    await proveDownload(await createContext(headersOf(request), new Headers()), file.id);
  return file;
};

/** The object behind a request: the file itself, or the small picture of it. Fails NOT_FOUND. */
const findObject = async (request: IncomingMessage) => {
  const { pathname, searchParams } = new URL(request.url ?? '', env().WEBMTG_URL);
  const file = await findFile(request, pathname.slice('/api/files/'.length));
  const cache = { 'cache-control': file.purpose === 'attachment' ? ASK_AGAIN : FOR_EVER };
  if (!searchParams.has('thumbnail')) {
    const headers = { ...contentHeaders(file, searchParams.has('download')), ...cache };
    return { key: file.id, size: file.size, etag: `"${file.id}"`, headers };
  }
  const key = thumbnailKey(file.id);
  const size = (file.hasThumbnail ? await objectSize(key) : null) ?? fail('NOT_FOUND');
  const shown = { name: `${file.name}.webp`, type: 'image/webp' };
  return {
    key,
    size,
    etag: `"${file.id}-thumbnail"`,
    headers: { ...contentHeaders(shown, false), ...cache },
  };
};

const isKnown = ({ headers }: IncomingMessage, etag: string) => {
  const tags = headers['if-none-match']?.split(',') ?? [];
  return tags.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
};

/** A range of a file that has changed since would be put to the wrong beginning (RFC 9110, 13.1.5). */
const rangeOf = ({ headers }: IncomingMessage, { size, etag }: { size: number; etag: string }) => {
  const condition = headers['if-range'];
  return condition === undefined || condition === etag ? byteRange(headers.range, size) : null;
};

const respond = async (request: IncomingMessage, response: ServerResponse) => {
  const { key, size, etag, headers: described } = await findObject(request);
  const headers = { ...described, etag, 'accept-ranges': 'bytes' };
  if (isKnown(request, etag)) return response.writeHead(304, headers).end();
  const range = rangeOf(request, { size, etag });
  if (range === 'unsatisfiable')
    return response.writeHead(416, { etag, 'content-range': `bytes */${size}` }).end();
  const body = request.method === 'HEAD' ? null : await getObject(key, range ? { range } : {});
  if (!body && request.method !== 'HEAD') return fail('NOT_FOUND');
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'content-length': range ? range.last - range.first + 1 : size,
    ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${size}` } : {}),
  });
  if (!body) return response.end();
  return await pipeline(body, response).catch((error: unknown) => {
    // Whoever goes away ends the reading from the store with it; else it was the store that broke off.
    if (!request.socket.destroyed) log().error({ key, error }, 'download broken off');
  });
};

/**
 * Serves a file's bytes, or a range of them, to whoever may have them at this moment: no faster than they are taken.
 * Past Next, which would compress some of them and then can tell neither their number nor a range.
 */
export const download = async (request: IncomingMessage, response: ServerResponse) => {
  try {
    await respond(request, response);
  } catch (error) {
    if (!(error instanceof AppError)) log().error({ url: request.url, error }, 'download failed');
    const [status, code] =
      error instanceof AppError ? [getHTTPStatusCodeFromError(error), error.appCode] : [500, 'UNKNOWN'];
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ error: code }));
  }
};
