import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { makeOrganisation, openSession } from '../e2e/people.ts';
import { median } from './lib/median.ts';
import { printTable, verdict } from './lib/report.ts';

const BAR = 1.5;
const ROUNDS = 9;
const REQUESTS = 1000;
const AT_ONCE = 8;

const { host, room } = await makeOrganisation();
const session = await openSession(host.id);
const cookie = `${session.name}=${session.value}`;

const at = (file: string) => path.join(import.meta.dirname, file);
const server = fork(at('roomsGet/server.ts'), {
  execArgv: ['--import', path.join(import.meta.dirname, '..', '..', 'stack', 'sourceHooks.ts')],
  env: { ...process.env, NODE_ENV: 'production' },
});
server.once('exit', (code) => {
  if (code !== 0) process.exit(1);
});
const [{ port }] = (await once(server, 'message')) as [AddressInfo];

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const input = encodeURIComponent(JSON.stringify({ 0: { roomId: room.id } }));
const paths = {
  bare: `/bare?roomId=${room.id}&userId=${host.id}`,
  procedure: `/api/trpc/rooms.get?batch=1&input=${input}`,
};
type Kind = keyof typeof paths;

const ask = async (kind: Kind) => {
  const request = get({ host: '127.0.0.1', port, path: paths[kind], agent, headers: { cookie } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = await text(response);
  if (response.statusCode !== 200 || !body.includes(room.code))
    throw new Error(`${kind} answered ${response.statusCode}: ${body}`);
};

const usedCpu = async () => {
  server.send('cpu');
  const [microseconds] = (await once(server, 'message')) as [number];
  return microseconds;
};

/** Microseconds of CPU for each of a block of requests. */
const block = async (kind: Kind) => {
  let left = REQUESTS;
  const before = await usedCpu();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await ask(kind);
    }),
  );
  return ((await usedCpu()) - before) / REQUESTS;
};

for (const kind of ['bare', 'procedure', 'bare', 'procedure'] as const) await block(kind);
const rounds: Record<Kind, number>[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const bare = await block('bare');
  rounds.push({ bare, procedure: await block('procedure') });
}
server.disconnect();

const bare = median(rounds.map((round) => round.bare));
const procedure = median(rounds.map((round) => round.procedure));
const ratios = rounds.map((round) => round.procedure / round.bare);
const ratio = median(ratios);
printTable(
  ['CPU of the server a request', 'ms', 'ratio', 'bar', ''],
  [
    ['its queries bare', (bare / 1000).toFixed(3), '1.00', '', ''],
    [
      'rooms.get through HTTP, auth and access',
      (procedure / 1000).toFixed(3),
      ratio.toFixed(2),
      BAR.toFixed(2),
      verdict(ratio, BAR),
    ],
  ],
);
console.log(
  `  ratio of ${ROUNDS} rounds: ${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}; ` +
    `${REQUESTS} requests a block, ${AT_ONCE} at once`,
);
process.exit(0);
