import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { createContext } from './context';
import { fail } from './errors';
import { headersOf } from './headersOf';
import { isOurOrigin } from './origin';
import { appRouter } from './router';

/** Bytes that the input of a call may take, as at the gateway: who sends more is answered PAYLOAD_TOO_LARGE. */
const BODY_MAX = 1_048_576;

/** The context of a call. Fails BAD_ORIGIN where another site sends what may change something. */
export const contextOfCall = async (method: string | undefined, headers: Headers, resHeaders: Headers) => {
  if (method !== 'GET' && !(await isOurOrigin(headers))) fail('BAD_ORIGIN');
  return await createContext(headers, resHeaders);
};

/** Answers calls of tRPC straight from Node: most of them do less than Next does around them (tests/bench/gateway.ts). */
export const serveCalls = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { pathname } = new URL(request.url ?? '', 'http://localhost');
  const resHeaders = new Headers({ 'x-content-type-options': 'nosniff' });
  await nodeHTTPRequestHandler({
    router: appRouter,
    path: pathname.slice('/api/trpc/'.length),
    req: request,
    res: response,
    maxBodySize: BODY_MAX,
    createContext: async () => await contextOfCall(request.method, headersOf(request), resHeaders),
    responseMeta: () => ({ headers: resHeaders }),
  });
};
