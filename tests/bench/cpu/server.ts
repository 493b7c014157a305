import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { serveCalls } from '@/server/serveCalls';
import { bareGet } from './bareGet.ts';
import { bareJoin } from './bareJoin.ts';

type Handler = (request: Request) => Promise<Response>;
type Serve = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

const toRequest = async (incoming: IncomingMessage) => {
  const { url, headers, method = 'GET' } = incoming;
  const pairs = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = method === 'GET' ? null : new Uint8Array(await buffer(incoming));
  return new Request(`http://127.0.0.1${url}`, { method, headers: pairs, body });
};

const bare =
  (handler: Handler): Serve =>
  async (incoming, outgoing) => {
    const response = await handler(await toRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  };

const ROUTES: readonly (readonly [string, Serve])[] = [
  ['/api/trpc/', serveCalls],
  ['/bareGet', bare(bareGet)],
  ['/bareJoin', bare(bareJoin)],
];

const serve: Serve = async (incoming, outgoing) => {
  const [, route] = ROUTES.find(([prefix]) => incoming.url?.startsWith(prefix)) ?? [];
  if (!route) throw new Error(`nothing at ${incoming.url}`);
  await route(incoming, outgoing);
};

const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
// Every message asks what this process has used so far: microseconds of all its threads.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
});
process.on('disconnect', () => process.exit());
