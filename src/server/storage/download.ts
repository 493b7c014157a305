import 'server-only';
import { Readable } from 'node:stream';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { createContext } from '../context';
import { db } from '../db';
import { AppError, fail } from '../errors';
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

const findFile = async (request: Request, fileId: string) => {
  const id = z.uuid().safeParse(fileId);
  const where = id.success ? { id: id.data, state: 'stored' as const, deletedAt: null } : fail('NOT_FOUND');
  const file = (await db().file.findUnique({ where, select: downloadSelect })) ?? fail('NOT_FOUND');
  if (file.purpose === 'attachment')
    await proveDownload(await createContext(request.headers, new Headers()), file.id);
  return file;
};

/** The object behind a request: the file itself, or the small picture of it. Fails NOT_FOUND. */
const findObject = async (request: Request, fileId: string) => {
  const file = await findFile(request, fileId);
  const { searchParams } = new URL(request.url);
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

const isKnown = (request: Request, etag: string) => {
  const tags = request.headers.get('if-none-match')?.split(',') ?? [];
  return tags.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
};

/** A range of a file that has changed since would be put to the wrong beginning (RFC 9110, 13.1.5). */
const rangeOf = (request: Request, { size, etag }: { size: number; etag: string }) => {
  const condition = request.headers.get('if-range');
  return condition === null || condition === etag ? byteRange(request.headers.get('range'), size) : null;
};

const respond = async (request: Request, fileId: string): Promise<Response> => {
  const { key, size, etag, headers: described } = await findObject(request, fileId);
  const headers = { ...described, etag, 'accept-ranges': 'bytes' };
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  const range = rangeOf(request, { size, etag });
  if (range === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { etag, 'content-range': `bytes */${size}` } });
  const sized = {
    ...headers,
    'content-length': String(range ? range.last - range.first + 1 : size),
    ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${size}` } : {}),
  };
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return new Response(null, { status, headers: sized });
  const body = (await getObject(key, range ? { range } : {})) ?? fail('NOT_FOUND');
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers: sized });
};

/**
 * A file's bytes, or a range of them, for whoever may have them at this moment: streamed no faster than they are
 * taken, and no further than somebody is there to take them.
 */
export const download = async (request: Request, fileId: string): Promise<Response> => {
  try {
    return await respond(request, fileId);
  } catch (error) {
    if (!(error instanceof AppError)) log().error({ fileId, error }, 'download failed');
    const [status, code] =
      error instanceof AppError ? [getHTTPStatusCodeFromError(error), error.appCode] : [500, 'UNKNOWN'];
    return Response.json({ error: code }, { status, headers: { 'cache-control': 'no-store' } });
  }
};
