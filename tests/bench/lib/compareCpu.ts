import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setting } from '../../e2e/people.ts';
import { median } from './median.ts';
import { printTable, verdict } from './report.ts';

const ROUNDS = 9;
const AT_ONCE = 8;

export interface Asked {
  path: string;
  cookie?: string;
  /** Sent by POST, as JSON. */
  body?: object;
}

export interface Compared {
  /** What the procedure is called in the table. */
  name: string;
  bar: number;
  /** Requests in a block. */
  requests: number;
  /** The nth request of each kind. */
  bare: (index: number) => Asked;
  procedure: (index: number) => Asked;
  /** What every answer holds. */
  answer: string;
}

const startServer = async () => {
  const server = fork(path.join(import.meta.dirname, '..', 'cpu', 'server.ts'), {
    execArgv: ['--import', path.join(import.meta.dirname, '..', '..', '..', 'stack', 'sourceHooks.ts')],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  server.once('exit', (code) => {
    if (code !== 0) process.exit(1);
  });
  const [{ port }] = (await once(server, 'message')) as [AddressInfo];
  const usedCpu = async () => {
    server.send('cpu');
    const [microseconds] = (await once(server, 'message')) as [number];
    return microseconds;
  };
  return { port, usedCpu, stop: () => server.disconnect() };
};

/** Prints the server's CPU for a procedure as a ratio to that of its queries bare, from blocks that take turns. */
export const compareCpu = async ({ name, bar, requests, bare, procedure, answer }: Compared) => {
  const { port, usedCpu, stop } = await startServer();
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const ask = async ({ path: target, cookie = '', body }: Asked) => {
    const request = send({
      host: '127.0.0.1',
      port,
      path: target,
      agent,
      method: body ? 'POST' : 'GET',
      headers: {
        cookie,
        ...(body ? { 'content-type': 'application/json', origin: setting('WEBMTG_URL') } : {}),
      },
    });
    request.end(body ? JSON.stringify(body) : undefined);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const got = await text(response);
    if (response.statusCode !== 200 || !got.includes(answer))
      throw new Error(`${target} answered ${response.statusCode}: ${got}`);
  };
  let index = 0;
  /** Microseconds of CPU for each of a block of requests. */
  const block = async (kind: (index: number) => Asked) => {
    let left = requests;
    const before = await usedCpu();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) await ask(kind(index++));
      }),
    );
    return ((await usedCpu()) - before) / requests;
  };

  for (const kind of [bare, procedure, bare, procedure]) await block(kind);
  const rounds: { bare: number; procedure: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ bare: await block(bare), procedure: await block(procedure) });
  stop();

  const ratios = rounds.map((round) => round.procedure / round.bare);
  const ratio = median(ratios);
  const inMs = (kind: 'bare' | 'procedure') => (median(rounds.map((round) => round[kind])) / 1000).toFixed(3);
  printTable(
    ['CPU of the server a request', 'ms', 'ratio', 'bar', ''],
    [
      ['its queries bare', inMs('bare'), '1.00', '', ''],
      [
        `${name} through HTTP, auth and access`,
        inMs('procedure'),
        ratio.toFixed(2),
        bar.toFixed(2),
        verdict(ratio, bar),
      ],
    ],
  );
  console.log(
    `  ratio of ${ROUNDS} rounds: ${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}; ` +
      `${requests} requests a block, ${AT_ONCE} at once`,
  );
};
