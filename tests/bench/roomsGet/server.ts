import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createContext } from '@/server/context';
import { appRouter } from '@/server/router';
import { bareHandler } from './bareHandler.ts';

type Handler = (request: Request) => Promise<Response>;

// As in src/app/api/trpc/[trpc]/route.ts, for requests that change nothing.
const procedure: Handler = async (request) =>
  await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    createContext: async ({ req, resHeaders }) => await createContext(req.headers, resHeaders),
  });

const toRequest = ({ url, headers }: IncomingMessage) => {
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(`http://127.0.0.1${url}`, { headers: pairs });
};

const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
  const handler = incoming.url?.startsWith('/api/trpc') ? procedure : bareHandler;
  const response = await handler(toRequest(incoming));
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
