import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from './log';
import { serveStream } from './serveStream';
import { download } from './storage/download';
import { ingest, tellStored } from './storage/ingest';

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Requests for whose bytes Next's own way is too long, by how their path begins. */
const ROUTES: readonly (readonly [prefix: string, method: string, serve: Serve])[] = [
  ['/api/trpc/rooms.live', 'GET', serveStream],
  ['/api/files/', 'GET', download],
  ['/api/files/', 'HEAD', download],
  ['/api/ingest/', 'HEAD', tellStored],
  ['/api/ingest/', 'PUT', ingest],
];

/** Serves a request past Next where it is one of those; false where it is not. */
const serveDirectly = (request: IncomingMessage, response: ServerResponse): boolean => {
  const route = ROUTES.find(
    ([prefix, method]) => request.method === method && request.url?.startsWith(prefix),
  );
  if (!route) return false;
  route[2](request, response).catch((error: unknown) => {
    log().error({ url: route[0], error }, 'direct route failed');
    response.destroy();
  });
  return true;
};

/** Hands the routes to the server of web.ts, which runs in the same process and outside of Next's bundle. */
export const installDirectRoutes = () => {
  Object.assign(globalThis, { webmtgServeDirectly: serveDirectly });
};
