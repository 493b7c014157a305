import 'server-only';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  isTrackedEnvelope,
  TRPCError,
} from '@trpc/server';
import { createContext } from './context';
import { headersOf } from './headersOf';
import { leaving } from './leaving';
import { log } from './log';
import { namingPart } from './outage';
import { countStream } from './requestTimes';
import { appRouter } from './router';

const { sse } = appRouter._def._config;
const clientOptions = JSON.stringify(sse?.client ?? {});

const parse = (text: string): object => {
  try {
    return JSON.parse(text) as object;
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'the input is no JSON', cause });
  }
};

/** What the query says: which procedure, and its input with the last event that the browser had. */
const read = ({ url = '', headers }: IncomingMessage) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const input = parse(searchParams.get('input') ?? '{}');
  const lastEventId = headers['last-event-id'];
  return {
    path: pathname.slice('/api/trpc/'.length),
    input: typeof lastEventId === 'string' ? { ...input, lastEventId } : input,
  };
};

const frames = new WeakMap<object, string>();

/** An event is written as text once for all the streams that carry it. */
const dataOf = (event: object) => {
  const known = frames.get(event);
  if (known !== undefined) return known;
  const data = `data: ${JSON.stringify(event)}\n`;
  frames.set(event, data);
  return data;
};

/**
 * An event without an id is given an empty one, and the last id again behind it: the browser would take it for the
 * last one's otherwise, or resume without any.
 */
const frameOf = (value: unknown, lastId: string | null) => {
  if (isTrackedEnvelope(value)) return `${dataOf(value[1] as object)}id: ${value[0]}\n\n`;
  const data = dataOf(value as object);
  return lastId === null ? `${data}\n` : `${data}id: \n\nevent: restore-id\ndata: \nid: ${lastId}\n\n`;
};

const errorFrame = (error: TRPCError, path: string) => {
  const shape = getTRPCErrorShape({
    config: appRouter._def._config,
    error,
    type: 'subscription',
    path,
    input: undefined,
    ctx: undefined,
  });
  return `event: serialized-error\ndata: ${JSON.stringify(shape)}\n\n`;
};

/**
 * Serves a subscription by tRPC's own protocol over Server-Sent Events, straight from Node: tRPC's producer and Next's
 * response take a thousand streams seven times as long (tests/bench/live.ts).
 */
export const serveStream = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const abort = new AbortController();
  const { signal } = abort;
  const end = () => abort.abort();
  response.once('close', end);
  if (leaving().aborted) {
    response.writeHead(503, { connection: 'close', 'retry-after': '1' }).end();
    return;
  }
  leaving().addEventListener('abort', end);
  const countOut = countStream();
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  response.write(`event: connected\ndata: ${clientOptions}\n\n`);
  const ping = setInterval(() => response.write('event: ping\ndata: \n\n'), sse?.ping?.intervalMs);
  // Not ended here: an event on its way would be written behind the end, which ends the process.
  const limit = setTimeout(end, sse?.maxDurationMs);
  let path = '';
  let isRefused = false;
  try {
    const asked = read(request);
    ({ path } = asked);
    const events = (await callTRPCProcedure({
      router: appRouter,
      path,
      type: 'subscription',
      getRawInput: async () => asked.input,
      ctx: await createContext(headersOf(request), new Headers()),
      signal,
      batchIndex: 0,
    })) as AsyncIterable<unknown>;
    let lastId: string | null = null;
    for await (const value of events) {
      if (!response.write(frameOf(value, lastId))) await once(response, 'drain', { signal });
      if (isTrackedEnvelope(value)) [lastId] = value;
    }
  } catch (cause) {
    if (!signal.aborted) {
      isRefused = true;
      const error = getTRPCErrorFromUnknown(namingPart(cause));
      if (error.code === 'INTERNAL_SERVER_ERROR') log().error({ path, error }, 'stream ended');
      response.write(errorFrame(error, path));
    }
  } finally {
    clearInterval(ping);
    clearTimeout(limit);
    leaving().removeEventListener('abort', end);
    countOut();
    // Nothing is wrong: the browser opens the next one at once, on whichever instance takes it.
    response.end(isRefused ? '' : 'event: return\ndata: \n\n');
  }
};
