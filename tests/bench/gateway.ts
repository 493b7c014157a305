import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent as PlainAgent, type IncomingMessage, request as askPlain } from 'node:http';
import { Agent as TlsAgent, request as askTls } from 'node:https';
import { makeOrganisation, openSession, setting } from '../e2e/people.ts';
import { Gateway } from '../gateway/Gateway.ts';
import { median } from './lib/median.ts';
import { percentile } from './lib/percentile.ts';
import { printTable } from './lib/report.ts';

const ROUNDS = 5;
const REQUESTS = 400;
const AT_ONCE = 8;
/** Milliseconds of one tick in /proc, on every Linux that Node runs on. */
const TICK = 10;

const { port } = new URL(setting('WEBMTG_URL'));
const kinds = ['PAGE', 'API', 'UPLOAD', 'STREAM', 'SIGNAL'];
const open = (kind: string) =>
  ['ADDRESS', 'SESSION'].flatMap((of) => [
    [`GATEWAY_${kind}_${of}_RATE`, '1000000r/s'],
    [`GATEWAY_${kind}_${of}_BURST`, '100000'],
  ]);
const gateway = await Gateway.start({
  web: [Number(port)],
  values: Object.fromEntries(kinds.flatMap(open)) as Record<string, string>,
});

process.once('exit', () => gateway.kill());

const { host, room } = await makeOrganisation();
const session = await openSession(host.id);
const input = encodeURIComponent(JSON.stringify({ 0: { roomId: room.id } }));

interface Target {
  name: string;
  path: string;
}
const targets: Target[] = [
  { name: 'a health check (?live)', path: '/api/health?live' },
  { name: 'rooms.get', path: `/api/trpc/rooms.get?batch=1&input=${input}` },
  { name: 'the account page', path: '/account' },
];

const headers = { cookie: `${session.name}=${session.value}`, host: gateway.authority };
const ways = {
  direct: (() => {
    const agent = new PlainAgent({ keepAlive: true, maxSockets: AT_ONCE });
    return (path: string) => askPlain({ host: '127.0.0.1', port, path, agent, headers });
  })(),
  gateway: (() => {
    const agent = new TlsAgent({ keepAlive: true, maxSockets: AT_ONCE });
    const to = { host: '127.0.0.1', port: gateway.port, servername: 'localhost', ca: gateway.ca };
    return (path: string) => askTls({ ...to, path, agent, headers });
  })(),
};
type Way = keyof typeof ways;

/** CPU of nginx and its workers so far, in milliseconds. */
const usedCpu = () => {
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const isOurs = Number(pid) === gateway.pid || Number(fields[1]) === gateway.pid;
        return isOurs ? Number(fields[11]) + Number(fields[12]) : 0;
      } catch {
        // It ended while the folder was read.
        return 0;
      }
    });
  return ticks.reduce((sum, some) => sum + some, 0) * TICK;
};

/** Requests a second, and how long each took, of a block of requests. */
const block = async (way: Way, path: string) => {
  const times: number[] = [];
  let left = REQUESTS;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) {
        const asked = performance.now();
        const sent = ways[way](path);
        sent.end();
        const [response] = (await once(sent, 'response')) as [IncomingMessage];
        response.resume();
        await once(response, 'end');
        if (response.statusCode !== 200) throw new Error(`${way} ${path} answered ${response.statusCode}`);
        times.push(performance.now() - asked);
      }
    }),
  );
  return { rate: (REQUESTS / (performance.now() - began)) * 1000, p99: percentile(times, 0.99) };
};

const rows: string[][] = [];
for (const { name, path } of targets) {
  for (const way of ['direct', 'gateway'] as const) await block(way, path);
  const got: Record<Way, { rate: number; p99: number }[]> = { direct: [], gateway: [] };
  let cpu = 0;
  for (let round = 0; round < ROUNDS; round++) {
    got.direct.push(await block('direct', path));
    const before = usedCpu();
    got.gateway.push(await block('gateway', path));
    cpu += usedCpu() - before;
  }
  const middle = (way: Way, what: 'rate' | 'p99') => median(got[way].map((each) => each[what]));
  rows.push([
    name,
    middle('direct', 'rate').toFixed(0),
    middle('gateway', 'rate').toFixed(0),
    middle('direct', 'p99').toFixed(1),
    middle('gateway', 'p99').toFixed(1),
    (cpu / (ROUNDS * REQUESTS)).toFixed(3),
  ]);
}

printTable(
  [
    '',
    'requests/s direct',
    'by the gateway',
    'p99 ms direct',
    'by the gateway',
    'CPU of nginx a request, ms',
  ],
  rows,
);
console.log(
  `  medians of ${ROUNDS} rounds of ${REQUESTS} requests, ${AT_ONCE} at once; TLS 1.3, kept connections`,
);
process.exit(0);
