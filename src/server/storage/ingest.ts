import 'server-only';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type Context, createContext } from '../context';
import { env } from '../env';
import { AppError, fail } from '../errors';
import { log } from '../log';
import { discardFiles } from './discardFiles';
import { findUpload, proveUpload, type Upload } from './findUpload';
import { readIngestUrl } from './ingestUrl';
import { PartWriter } from './PartWriter';
import { BrokenForm, readForm } from './readForm';
import { findStored } from './storedParts';
import { takeTurn, TakenOver, type Turn } from './turns';
import { completeUpload } from './uploadHandler';

/** Bytes that the form around a file takes at most: two boundaries, and a header with the file's name. */
const FORM_OVERHEAD = 16_384;

const refusal = (status: number, error: string) => Response.json({ error }, { status });

const statusOf = (error: AppError) => (error.appCode === 'LINK_INVALID' ? 410 : getHTTPStatusCodeFromError(error));

const asResponse = (error: unknown): Response => {
  if (error instanceof AppError) return refusal(statusOf(error), error.appCode);
  if (error instanceof TakenOver) return refusal(409, 'TAKEN_OVER');
  if (error instanceof BrokenForm) return refusal(400, 'INCOMPLETE');
  log().error({ error }, 'upload failed');
  return refusal(500, 'UNKNOWN');
};

const contextOf = async (request: Request) => await createContext(request.headers, new Headers());

/** Answers how many bytes need not be sent again. The client takes any answer without that header for none. */
export const tellStored = async (request: Request): Promise<Response> => {
  try {
    const upload = await findUpload(await contextOf(request), readIngestUrl(request.url));
    const bytes = upload.state === 'stored' ? upload.size : (await findStored(upload)).bytes;
    return new Response(null, { headers: { 'x-ut-range-start': String(bytes) } });
  } catch (error) {
    return asResponse(error);
  }
};

const startOf = (request: Request): number => {
  const [, start] = /^bytes=(\d{1,15})-$/.exec(request.headers.get('range') ?? 'bytes=0-') ?? [];
  return Number(start ?? 0);
};

const storedAnswer = ({ id }: Upload) => {
  const url = `${env().WEBMTG_URL}/api/files/${id}`;
  return Response.json({ url, appUrl: url, ufsUrl: url, fileHash: id, serverData: { error: null } });
};

/** The bytes of the body's file from `skip` on. Fails FILE_TOO_BIG where there are more than `expected` of them. */
async function* wanted(chunks: AsyncIterable<Buffer>, skip: number, expected: number): AsyncGenerator<Buffer> {
  let seen = 0;
  for await (const chunk of chunks) {
    const fresh = chunk.subarray(Math.max(0, skip - seen));
    seen += chunk.length;
    if (seen > expected) fail('FILE_TOO_BIG');
    if (fresh.length > 0) yield fresh;
  }
  if (seen < expected) fail('FILE_CHANGED');
}

const receive = async (request: Request, upload: Upload, turn: Turn) => {
  const { size } = upload;
  const start = startOf(request);
  const stored = await findStored(upload);
  if (start > stored.bytes) return refusal(416, 'GAP');
  const expected = size - start;
  if (Number(request.headers.get('content-length')) > expected + FORM_OVERHEAD) return fail('FILE_TOO_BIG');
  if (!request.body) throw new BrokenForm('no body');
  const body = Readable.fromWeb(request.body as ReadableStream);
  const form = readForm(body, request.headers.get('content-type') ?? '', turn.signal);
  const writer = new PartWriter(upload, stored, turn);
  try {
    for await (const chunk of wanted(form, stored.bytes - start, expected)) await writer.write(chunk);
    await writer.finish();
    return null;
  } finally {
    await writer.settle();
  }
};

const finish = async (upload: Upload): Promise<Response> => {
  const { slug, metadata } = upload.upload ?? fail('NOT_FOUND');
  const { error } = await completeUpload(upload, { slug, metadata });
  return error ? fail(error) : storedAnswer(upload);
};

/** A file that isn't what it was announced as is not waited for any longer. */
const dropChanged = async (error: unknown, { id }: Upload) => {
  const isChanged = error instanceof AppError && ['FILE_CHANGED', 'FILE_TOO_BIG'].includes(error.appCode);
  if (isChanged) await discardFiles({ id, state: 'uploading' });
};

const takeBytes = async (ctx: Context, request: Request, found: Upload): Promise<Response> => {
  const turn = await takeTurn(found.id);
  try {
    // Whoever had the turn before may have finished meanwhile.
    const upload = await findUpload(ctx, found.id);
    if (upload.state === 'stored') return storedAnswer(upload);
    await proveUpload(ctx, upload);
    try {
      return (await receive(request, upload, turn)) ?? (await finish(upload));
    } catch (error) {
      await dropChanged(error, upload);
      throw error;
    }
  } finally {
    turn.end();
  }
};

/**
 * Takes the bytes of a file from where the store's end, by the protocol of uploadthing's client. A cut loses no
 * more than the part that was under way; sent again, the file is answered and not stored twice.
 */
export const ingest = async (request: Request): Promise<Response> => {
  try {
    const ctx = await contextOf(request);
    const upload = await findUpload(ctx, readIngestUrl(request.url));
    return upload.state === 'stored' ? storedAnswer(upload) : await takeBytes(ctx, request, upload);
  } catch (error) {
    return asResponse(error);
  }
};
