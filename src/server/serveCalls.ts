import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { incomingMessageToRequest } from '@trpc/server/adapters/node-http';
import { createContext } from './context';
import { fail } from './errors';
import { isOurOrigin } from './origin';
import { appRouter } from './router';

/** Bytes that the input of a call may take, as at the gateway: who sends more is answered PAYLOAD_TOO_LARGE. */
const BODY_MAX = 1_048_576;

/** The context of a call. Fails BAD_ORIGIN where another site sends what may change something. */
export const contextOfCall = async (method: string, headers: Headers, resHeaders: Headers) => {
  if (method !== 'GET' && !(await isOurOrigin(headers))) fail('BAD_ORIGIN');
  return await createContext(headers, resHeaders);
};

/** Answers calls of tRPC straight from Node: most of them do less than Next does around them (tests/bench/gateway.ts). */
export const serveCalls = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { url = '', headers } = request;
  if (!URL.canParse(url, `http://${headers.host ?? 'localhost'}`)) {
    response.writeHead(400).end();
    return;
  }
  const answer = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: incomingMessageToRequest(request, response, { maxBodySize: BODY_MAX }),
    router: appRouter,
    createContext: async ({ req, resHeaders }) => await contextOfCall(req.method, req.headers, resHeaders),
  });
  response.statusCode = answer.status;
  response.setHeaders(answer.headers).setHeader('x-content-type-options', 'nosniff');
  // In one piece: tRPC's own adapter for Node writes the body and its end apart, each a call of the system.
  response.end(await answer.text());
};
