import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { cleanFileName } from '@/shared/fileName';
import { createContext } from '../context';
import { db } from '../db';
import { env } from '../env';
import { AppError, fail } from '../errors';
import { headersOf } from '../headersOf';
import { log } from '../log';
import { getObject, objectSize } from '../objectStore';
import { namingPart } from '../outage';
import { byteRange } from './byteRange';
import { contentHeaders } from './contentHeaders';
import { proveDownload } from './findFileAccess';
import { objectKeyOf, sheetKey, thumbnailKey } from './objectKeys';
import { proveRecordingDownload } from './proveRecordingDownload';

const downloadSelect = {
  id: true,
  purpose: true,
  name: true,
  size: true,
  type: true,
  hasThumbnail: true,
  rendition: true,
  recording: { select: { id: true, name: true, previewCount: true } },
} satisfies Prisma.FileSelect;

/** Pictures of people and tenants get a new id with each change; of all else the right to it is asked for each time. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'private, no-cache';

type Downloaded = Prisma.FileGetPayload<{ select: typeof downloadSelect }>;

/** Proves the right to a file, as it stands at this moment; pictures of people and tenants are everybody's. */
const prove = async (request: IncomingMessage, { id, purpose, recording }: Downloaded) => {
  if (purpose === 'avatar' || purpose === 'logo') return;
  const context = await createContext(headersOf(request), new Headers());
  if (purpose === 'attachment') return await proveDownload(context, id);
  await proveRecordingDownload(context, recording?.id ?? fail('NOT_FOUND'));
};

const findFile = async (request: IncomingMessage, fileId: string) => {
  const id = z.uuid().safeParse(fileId);
  const where = id.success ? { id: id.data, state: 'stored' as const, deletedAt: null } : fail('NOT_FOUND');
  const file = (await db().file.findUnique({ where, select: downloadSelect })) ?? fail('NOT_FOUND');
  await prove(request, file);
  return file;
};

/** A recording's files go by the name that it has now. */
const savedName = ({ name, recording, rendition, type }: Downloaded) => {
  if (!recording) return name;
  const form = rendition === 'small' ? ' (360p)' : '';
  return cleanFileName(`${recording.name}${form}.${type.startsWith('audio/') ? 'm4a' : 'mp4'}`);
};

/** The key of a picture that lies beside a file, where there is such a one. */
const pictureKey = ({ id, hasThumbnail, recording }: Downloaded, as: 'thumbnail' | 'sheet') => {
  const isThere = as === 'thumbnail' ? hasThumbnail : (recording?.previewCount ?? null) !== null;
  return isThere ? (as === 'thumbnail' ? thumbnailKey(id) : sheetKey(id)) : fail('NOT_FOUND');
};

/** The object behind a request: the file itself, or a small picture of it. Fails NOT_FOUND. */
const findObject = async (request: IncomingMessage) => {
  const { pathname, searchParams } = new URL(request.url ?? '', env().WEBMTG_URL);
  const file = await findFile(request, pathname.slice('/api/files/'.length));
  const isPublic = file.purpose === 'avatar' || file.purpose === 'logo';
  const cache = { 'cache-control': isPublic ? FOR_EVER : ASK_AGAIN };
  const name = savedName(file);
  const as = (['thumbnail', 'sheet'] as const).find((word) => searchParams.has(word));
  if (!as) {
    const headers = { ...contentHeaders({ name, type: file.type }, searchParams.has('download')), ...cache };
    return { key: objectKeyOf(file), size: file.size, etag: `"${file.id}"`, headers };
  }
  const key = pictureKey(file, as);
  const size = (await objectSize(key)) ?? fail('NOT_FOUND');
  const headers = { ...contentHeaders({ name: `${name}.webp`, type: 'image/webp' }, false), ...cache };
  return { key, size, etag: `"${file.id}-${as}"`, headers };
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
  } catch (cause) {
    const error = namingPart(cause);
    if (!(error instanceof AppError)) log().error({ url: request.url, error }, 'download failed');
    const [status, code] =
      error instanceof AppError ? [getHTTPStatusCodeFromError(error), error.appCode] : [500, 'UNKNOWN'];
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ error: code }));
  }
};
