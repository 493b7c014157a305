import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type Context, createContext } from '../context';
import { env } from '../env';
import { AppError, fail } from '../errors';
import { headersOf } from '../headersOf';
import { leaving } from '../leaving';
import { log } from '../log';
import { namingPart } from '../outage';
import { discardFiles } from './discardFiles';
import { findUpload, proveUpload, type Upload } from './findUpload';
import { readIngestUrl } from './ingestUrl';
import { PartWriter } from './PartWriter';
import { BrokenForm, readForm } from './readForm';
import { findStored } from './storedParts';
import { takeTurn, TakenOver, type Turn } from './turns';
import { completeUpload } from './uploadHandler';
import { watchUpload } from './watchUpload';

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

const refusal = (status: number, error: string): Answer => ({ status, body: { error } });

/** This instance stops: the browser goes on from the last whole part, on another. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Milliseconds that an upload has to come to its end when this instance stops. */
const LEAVE_GRACE = 1_500;

/** Cuts an upload off when this instance stops, with a little time for one that is nearly done. Returns what ends that. */
const cutWhenLeaving = (turn: Turn) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    timer = setTimeout(() => turn.abort(new Interrupted()), LEAVE_GRACE);
  };
  leaving().addEventListener('abort', leave);
  return () => {
    clearTimeout(timer);
    leaving().removeEventListener('abort', leave);
  };
};

const refusalFor = (cause: unknown): Answer => {
  const error = namingPart(cause);
  if (error instanceof AppError)
    return refusal(error.appCode === 'LINK_INVALID' ? 410 : getHTTPStatusCodeFromError(error), error.appCode);
  if (error instanceof TakenOver) return refusal(409, 'TAKEN_OVER');
  if (error instanceof Interrupted) return refusal(503, 'INTERRUPTED');
  if (error instanceof BrokenForm) return refusal(400, 'INCOMPLETE');
  log().error({ error }, 'upload failed');
  return refusal(500, 'UNKNOWN');
};

const storedAnswer = ({ id }: Upload): Answer => {
  const url = `${env().WEBMTG_URL}/api/files/${id}`;
  return { status: 200, body: { url, appUrl: url, ufsUrl: url, fileHash: id, serverData: { error: null } } };
};

const startOf = ({ headers }: IncomingMessage): number => {
  const [, start] = /^bytes=(\d{1,15})-$/.exec(headers.range ?? '') ?? [];
  return Number(start ?? 0);
};

const receive = async (request: IncomingMessage, upload: Upload, turn: Turn): Promise<Answer | null> => {
  const start = startOf(request);
  const stored = await findStored(upload);
  if (start > stored.bytes) return refusal(416, 'GAP');
  const form = await readForm(request, turn.signal);
  const expected = upload.size - start;
  if (form.fileSize !== expected) return fail(form.fileSize > expected ? 'FILE_TOO_BIG' : 'FILE_CHANGED');
  const writer = new PartWriter(upload, stored, turn);
  let overlap = stored.bytes - start;
  try {
    for await (const chunk of form.file) {
      if (overlap < chunk.length) await writer.write(chunk.subarray(overlap));
      overlap = Math.max(0, overlap - chunk.length);
    }
    await writer.finish();
    return null;
  } finally {
    await writer.settle();
  }
};

const finish = async (upload: Upload): Promise<Answer> => {
  const { slug, metadata } = upload.upload ?? fail('NOT_FOUND');
  const { error } = await completeUpload(upload, { slug, metadata });
  return error ? fail(error) : storedAnswer(upload);
};

/** A file that isn't what it was announced as is not waited for any longer. */
const dropChanged = async (error: unknown, { id }: Upload) => {
  const isChanged = error instanceof AppError && ['FILE_CHANGED', 'FILE_TOO_BIG'].includes(error.appCode);
  if (isChanged) await discardFiles({ id, state: 'uploading' });
};

const takeBytes = async (ctx: Context, request: IncomingMessage, fileId: string): Promise<Answer> => {
  if (leaving().aborted) throw new Interrupted();
  const turn = await takeTurn(fileId);
  const settle = cutWhenLeaving(turn);
  try {
    // Whoever had the turn before may have finished meanwhile.
    const upload = await findUpload(ctx, fileId);
    if (upload.state === 'stored') return storedAnswer(upload);
    await proveUpload(ctx, upload);
    const unwatch = watchUpload(ctx, upload, turn);
    try {
      return (await receive(request, upload, turn)) ?? (await finish(upload));
    } catch (error) {
      await dropChanged(error, upload);
      throw error;
    } finally {
      unwatch();
    }
  } finally {
    // The connection may be used for something that is silent for longer.
    request.setTimeout(0);
    settle();
    turn.end();
  }
};

/** Finds the upload that a request is for and whoever sends it, and answers what `work` makes of the two. */
const serve = async (
  request: IncomingMessage,
  response: ServerResponse,
  work: (ctx: Context, upload: Upload) => Promise<Answer>,
) => {
  const fileId = () => readIngestUrl(request.url ?? '');
  const answering = async () => {
    const ctx = await createContext(headersOf(request), new Headers());
    return await work(ctx, await findUpload(ctx, fileId()));
  };
  const { status, body, headers } = await answering().catch(refusalFor);
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body));
};

/** Answers how many bytes need not be sent again. The client takes an answer without that header for none. */
export const tellStored = async (request: IncomingMessage, response: ServerResponse) =>
  await serve(request, response, async (_ctx, upload) => {
    const bytes = upload.state === 'stored' ? upload.size : (await findStored(upload)).bytes;
    return { status: 200, body: null, headers: { 'x-ut-range-start': String(bytes) } };
  });

/**
 * Takes the bytes of a file from where the store's end, by the protocol of uploadthing's client. A cut loses no
 * more than the part that was under way; sent again, the file is answered and not stored twice.
 */
export const ingest = async (request: IncomingMessage, response: ServerResponse) =>
  await serve(request, response, async (ctx, upload) =>
    upload.state === 'stored' ? storedAnswer(upload) : await takeBytes(ctx, request, upload.id),
  );
