import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';

/** Bytes a second that an upload gets through, so that it lasts as long as what happens meanwhile. */
const UPLOAD_RATE = 3_000_000;

const slowly = () =>
  new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      setTimeout(() => done(null, chunk), (chunk.length / UPLOAD_RATE) * 1000);
    },
  });

const isUpload = ({ method, url }: IncomingMessage) => method === 'PUT' && url?.startsWith('/api/ingest/');

/**
 * What stands before several web servers, and does what a gateway does: each request goes to one of them in turn, and
 * to the next where that one takes no connection, or says to a GET that it is about to stop.
 */
export const startBalancer = async () => {
  let ports: readonly number[] = [];
  let turn = 0;
  /** What a browser was told, or not told, that it should not have been. */
  const failures: string[] = [];

  const pass = (request: IncomingMessage, response: ServerResponse, [port, ...others]: readonly number[]) => {
    const name = `${request.method} ${request.url?.split('?')[0]}`;
    if (port === undefined) {
      failures.push(`${name}: nobody is there`);
      response.writeHead(502).end();
      return;
    }
    const { method, url, headers } = request;
    const upstream = ask({ host: 'localhost', port, method, path: url, headers, agent: false });
    response.once('close', () => upstream.destroy());
    upstream.once('socket', (socket) =>
      socket.once('connect', () =>
        isUpload(request) ? request.pipe(slowly()).pipe(upstream) : request.pipe(upstream),
      ),
    );
    upstream.once('response', (answer) => {
      const { statusCode = 502 } = answer;
      if (statusCode === 503 && method === 'GET' && others.length > 0) {
        answer.resume();
        response.removeAllListeners('close');
        pass(request, response, others);
        return;
      }
      if (statusCode >= 500 && !isUpload(request)) failures.push(`${name}: ${statusCode}`);
      response.writeHead(statusCode, answer.headers);
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    });
    upstream.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') {
        response.removeAllListeners('close');
        pass(request, response, others);
        return;
      }
      // An upload is cut, and goes on; a page that has closed breaks what it no longer waits for.
      if (!isUpload(request) && !response.destroyed) failures.push(`${name}: ${error.message}`);
      response.destroy();
    });
  };

  const server = createServer((request, response) => {
    turn += 1;
    const first = turn % Math.max(1, ports.length);
    pass(request, response, [...ports.slice(first), ...ports.slice(0, first)]);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    failures,
    serve: (those: readonly number[]) => {
      ports = those;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
