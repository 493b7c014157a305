import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from './env';
import { log } from './log';
import { serveCalls } from './serveCalls';
import { serveStream } from './serveStream';
import { download } from './storage/download';
import { ingest, tellStored } from './storage/ingest';

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Route = readonly [prefix: string, method: string, serve: Serve];

/** Requests for which Next's own way is too long, by how their path begins; the first that fits. */
const ROUTES: readonly Route[] = [
  ['/api/trpc/rooms.live', 'GET', serveStream],
  ['/api/files/', 'GET', download],
  ['/api/files/', 'HEAD', download],
  ['/api/ingest/', 'HEAD', tellStored],
  ['/api/ingest/', 'PUT', ingest],
];

/** The same for calls, but not under `npm run dev`: there a changed procedure is Next's to bring in. */
const CALLS: readonly Route[] = [
  ['/api/trpc/', 'GET', serveCalls],
  ['/api/trpc/', 'POST', serveCalls],
];

/** All that is ever served past Next: each has its cases in tests/server/accessRoutes.test.ts. */
export const DIRECT_ROUTES: readonly Route[] = [...ROUTES, ...CALLS];

/** Serves a request past Next where it is one of those; false where it is not. */
const serveBy = (routes: readonly Route[]) => (request: IncomingMessage, response: ServerResponse) => {
  const route = routes.find(
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
  const routes = env().NODE_ENV === 'development' ? ROUTES : DIRECT_ROUTES;
  Object.assign(globalThis, { webmtgServeDirectly: serveBy(routes) });
};
