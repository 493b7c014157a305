import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '@/server/context';
import { appRouter } from '@/server/router';
import { bareGet } from './bareGet.ts';
import { bareJoin } from './bareJoin.ts';

type Handler = (request: Request) => Promise<Response>;

// As in src/app/api/trpc/[trpc]/route.ts.
const procedure: Handler = async (request) =>
  await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: async ({ req, resHeaders }) => await createContext(req.headers, resHeaders),
  });

const HANDLERS: readonly (readonly [string, Handler])[] = [
  ['/api/trpc', procedure],
  ['/bareGet', bareGet],
  ['/bareJoin', bareJoin],
];

const toRequest = async (incoming: IncomingMessage) => {
  const { url, headers, method = 'GET' } = incoming;
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = method === 'GET' ? null : new Uint8Array(await buffer(incoming));
  return new Request(`http://127.0.0.1${url}`, { method, headers: pairs, body });
};

const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
  const [, handler] = HANDLERS.find(([prefix]) => incoming.url?.startsWith(prefix)) ?? [];
  if (!handler) throw new Error(`nothing at ${incoming.url}`);
  const response = await handler(await toRequest(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
};

const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
// Every message asks what this process has used so far: microseconds of all its threads.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on('disconnect', () => process.exit());
