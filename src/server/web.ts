import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import next from 'next';
import { pino } from 'pino';

// Runs as plain Node, before Next: it can't import what is for server components only, env.ts among it.
const { HOST = '127.0.0.1', PORT = '3000', TRUST_PROXY, NODE_ENV, LOG_LEVEL = 'info' } = process.env;
const log = pino({ name: 'web', level: LOG_LEVEL });
const isBehindProxy = TRUST_PROXY === '1';

/** How long open requests may take to end after SIGTERM. Live streams never end by themselves. */
const graceMs = 5_000;

const forwarded = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
];
const requestIdForm = /^[\w-]{8,64}$/;

const single = (header: string | string[] | undefined) => (Array.isArray(header) ? header.at(-1) : header);

/** Sets the headers that the app takes at their word, whatever the client sent under these names. */
function setTrustedHeaders({ headers, socket }: IncomingMessage): void {
  const sent = { chain: single(headers['x-forwarded-for']), id: single(headers['x-request-id']) };
  // The last entry is the one that our own proxy added; those before it are the client's claims.
  const proxied = isBehindProxy ? sent.chain?.split(',').at(-1)?.trim() : undefined;
  if (!isBehindProxy) for (const name of forwarded) delete headers[name];
  headers['x-webmtg-address'] = proxied || socket.remoteAddress?.replace(/^::ffff:/, '') || 'unknown';
  headers['x-request-id'] = isBehindProxy && sent.id && requestIdForm.test(sent.id) ? sent.id : randomUUID();
}

const app = next({ dev: NODE_ENV === 'development', hostname: HOST, port: Number(PORT) });
await app.prepare();
const handle = app.getRequestHandler();

/** What the app has handed over to be served past Next (directRoutes.ts). */
const globals = globalThis as {
  webmtgServeDirectly?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

const server = createServer((request, response) => {
  setTrustedHeaders(request);
  if (!globals.webmtgServeDirectly?.(request, response)) void handle(request, response);
});
// Node would end every request after five minutes: live streams and uploads take longer.
server.requestTimeout = 0;
server.headersTimeout = 60_000;
// Longer than the 60 seconds for which proxies keep theirs, so that none meets a connection just closed.
server.keepAliveTimeout = 75_000;

let isStopping = false;
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  server.close(() => {
    void app.close().finally(() => process.exit(0));
  });
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), graceMs).unref();
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

server.on('error', (error) => {
  log.fatal({ error: error.message }, 'the web server cannot listen');
  process.exit(1);
});
server.listen(Number(PORT), HOST, () => log.info({ host: HOST, port: Number(PORT) }, 'listening'));
