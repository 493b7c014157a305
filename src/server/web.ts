import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import next from 'next';
import { pino } from 'pino';

// Runs as plain Node, before Next: it can't import what is for server components only, env.ts among it.
const { HOST = '127.0.0.1', PORT = '3000', TRUST_PROXY, NODE_ENV, LOG_LEVEL = 'info' } = process.env;
/** How long connections are still taken after SIGTERM: as long as whatever balances takes to notice that it isn't ready. */
const drainMs = Number(process.env['WEBMTG_DRAIN_SECONDS'] || 0) * 1000;
const log = pino({ name: 'web', level: LOG_LEVEL });
const isBehindProxy = TRUST_PROXY === '1';

/** How long requests may take to end after that. Streams end at once, and uploads soon: the app tells them to. */
const graceMs = 6_000;

const forwarded = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
];
const requestIdForm = /^[\w-]{8,64}$/;

// Whoever read the log is gone. To log that would fail again, and again, and leave no time for anything else.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header.at(-1) : header);

/** Sets the headers that the app takes at their word, whatever the client sent under these names; gives the request's id. */
function setTrustedHeaders({ headers, socket }: IncomingMessage): string {
  const sent = { chain: single(headers['x-forwarded-for']), id: single(headers['x-request-id']) };
  // The last entry is the one that our own proxy added; those before it are the client's claims.
  const proxied = isBehindProxy ? sent.chain?.split(',').at(-1)?.trim() : undefined;
  if (!isBehindProxy) for (const name of forwarded) delete headers[name];
  headers['x-webmtg-address'] = proxied || socket.remoteAddress?.replace(/^::ffff:/, '') || 'unknown';
  return (headers['x-request-id'] =
    isBehindProxy && sent.id && requestIdForm.test(sent.id) ? sent.id : randomUUID());
}

const app = next({ dev: NODE_ENV === 'development', hostname: HOST, port: Number(PORT) });
await app.prepare();
const handle = app.getRequestHandler();

/** The request that something is done for, by which each line of the log finds its own (log.ts). */
const requests = new AsyncLocalStorage<{ id: string; endedAt: number | null }>();
Object.assign(globalThis, { webmtgAsked: requests });

/**
 * What the app has handed over: what is served past Next (directRoutes.ts), what counts requests (requestTimes.ts), and
 * the way out (leaving.ts).
 */
const globals = globalThis as {
  webmtgServeDirectly?: (request: IncomingMessage, response: ServerResponse) => boolean;
  webmtgRequestDone?: (done: { url: string; status: number; seconds: number }) => void;
  webmtgLeave?: () => Promise<void>;
  webmtgFinish?: () => Promise<void>;
};

let isStopping = false;
const sockets = new Set<Socket>();
const answers = new Set<ServerResponse>();

const server = createServer((request, response) => {
  const asked: { id: string; endedAt: number | null } = { id: setTrustedHeaders(request), endedAt: null };
  answers.add(response);
  if (isStopping) response.shouldKeepAlive = false;
  const began = performance.now();
  const { url = '' } = request;
  response.once('close', () => {
    answers.delete(response);
    asked.endedAt = Date.now();
    const seconds = (performance.now() - began) / 1000;
    globals.webmtgRequestDone?.({ url, status: response.statusCode, seconds });
    if (isStopping) request.socket.end();
  });
  requests.run(asked, () => {
    if (!globals.webmtgServeDirectly?.(request, response)) void handle(request, response);
  });
});
server.on('connection', (socket) => {
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
});
// Node would end every request after five minutes: live streams and uploads take longer.
server.requestTimeout = 0;
server.headersTimeout = 60_000;
// Longer than the 60 seconds for which proxies keep theirs, so that none meets a connection just closed.
server.keepAliveTimeout = 75_000;

/** Takes no connection any more, and ends those that nothing is asked on; resolves when the others have ended. */
async function closeServer(): Promise<void> {
  // Node's own close() of an HTTP server cuts off answers whose last bytes are still to be sent.
  const closed = new Promise<void>((resolve) => Server.prototype.close.call(server, () => resolve()));
  const busy = new Set([...answers].map(({ socket }) => socket));
  for (const socket of sockets) if (!busy.has(socket)) socket.end();
  await closed;
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log.info('stopping');
  // It says that it isn't ready, sends streams elsewhere, and gives its jobs away.
  const left = globals.webmtgLeave?.();
  for (const answer of answers) answer.shouldKeepAlive = false;
  await wait(drainMs);
  const answered = Promise.all([closeServer(), left]);
  // No answer begins anything any more: letters that are on their way behind the last ones get there.
  const ended = answered.then(async () => await globals.webmtgFinish?.()).then(async () => await app.close());
  await Promise.race([ended, wait(graceMs)]);
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

server.on('error', (error) => {
  log.fatal({ error: error.message }, 'the web server cannot listen');
  process.exit(1);
});
server.listen(Number(PORT), HOST, () => log.info({ host: HOST, port: Number(PORT) }, 'listening'));
