import { createServer, type ServerResponse } from 'node:http';
import { Redis } from 'ioredis';
import { setting } from '../../e2e/people.ts';

// The least that carries a message over Redis to a thousand streams: nobody is asked who they are, nothing is kept.
const publisher = new Redis(setting('REDIS_URL'));
const subscriber = new Redis(setting('REDIS_URL'));
const streams = new Set<ServerResponse>();

subscriber.on('message', (_channel, text) => {
  for (const stream of streams) stream.write(`data: ${text}\n\n`);
});
await subscriber.subscribe('bench');

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"type":"open"}\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
    return;
  }
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => {
    body += chunk;
  });
  request.on('end', () => void publisher.publish('bench', body).then(() => response.end('{}')));
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit());
