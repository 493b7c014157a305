import { once } from 'node:events';
import { Agent as PlainAgent, type IncomingMessage, request as askPlain } from 'node:http';
import { Agent as TlsAgent, request as askTls } from 'node:https';
import { makeOrganisation, openSession, setting } from '../e2e/people.ts';
import { Gateway } from '../gateway/Gateway.ts';
import { median } from './lib/median.ts';
import { percentile } from './lib/percentile.ts';
import { pidOfPart } from './lib/pidOfPart.ts';
import { spentSince, timesOfTree } from './lib/processTree.ts';
import { printTable } from './lib/report.ts';

const ROUNDS = 6;
const AT_ONCE = 8;

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
  /** Requests in a block. */
  requests: number;
  /** Whether each request comes on a connection of its own, with a whole handshake. */
  isNew?: boolean;
  /** Whether the answer is asked for as gzip. */
  isCompressed?: boolean;
}
const targets: Target[] = [
  { name: 'a health check (?live)', path: '/api/health?live', requests: 1000 },
  { name: 'the same, each on a new connection', path: '/api/health?live', requests: 500, isNew: true },
  { name: 'rooms.get', path: `/api/trpc/rooms.get?batch=1&input=${input}`, requests: 1000 },
  { name: 'the account page, compressed', path: '/account', requests: 200, isCompressed: true },
];

const headers = {
  cookie: `${session.name}=${session.value}`,
  host: gateway.authority,
};
const headersFor = ({ isCompressed }: Target) =>
  isCompressed ? { ...headers, 'accept-encoding': 'gzip' } : headers;
const kept = { keepAlive: true, maxSockets: AT_ONCE };
const unkept = { keepAlive: false, maxSockets: AT_ONCE, maxCachedSessions: 0 };
const ways = {
  direct: (() => {
    const agents = [new PlainAgent(kept), new PlainAgent(unkept)] as const;
    return (target: Target) =>
      askPlain({
        host: '127.0.0.1',
        port,
        path: target.path,
        agent: agents[target.isNew ? 1 : 0],
        headers: headersFor(target),
      });
  })(),
  gateway: (() => {
    const agents = [new TlsAgent(kept), new TlsAgent(unkept)] as const;
    const to = { host: '127.0.0.1', port: gateway.port, servername: 'localhost', ca: gateway.ca };
    return (target: Target) =>
      askTls({
        ...to,
        path: target.path,
        agent: agents[target.isNew ? 1 : 0],
        headers: headersFor(target),
      });
  })(),
};
type Way = keyof typeof ways;

const parts = { nginx: gateway.pid, web: pidOfPart('web') };
const timesOf = () => ({ nginx: timesOfTree(parts.nginx), web: timesOfTree(parts.web) });

/** Asks, reads the answer to its end, and tells of it what has to be the same both ways. */
const ask = async (way: Way, target: Target) => {
  const sent = ways[way](target);
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  const { 'content-type': type, 'content-encoding': encoding = 'plain' } = response.headers;
  return `${response.statusCode} ${type} ${encoding}`;
};

/** A block of requests: how many a second, how long each took, and the CPU that each took, in milliseconds. */
const block = async (way: Way, target: Target) => {
  const times: number[] = [];
  let left = target.requests;
  const before = timesOf();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) {
        const asked = performance.now();
        const form = await ask(way, target);
        if (!form.startsWith('200 ')) throw new Error(`${way} ${target.path} answered ${form}`);
        times.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const each = (part: keyof typeof parts) => (spentSince(before[part], parts[part]) / target.requests) * 1000;
  return {
    rate: target.requests / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    web: each('web'),
    nginx: each('nginx'),
  };
};
type Block = Awaited<ReturnType<typeof block>>;

const rows: string[][] = [];
for (const target of targets) {
  const forms = [await ask('direct', target), await ask('gateway', target)];
  if (forms[0] !== forms[1]) throw new Error(`${target.path} is not the same both ways: ${forms.join('; ')}`);
  const got: Record<Way, Block[]> = { direct: [], gateway: [] };
  for (const way of ['direct', 'gateway'] as const) await block(way, target);
  for (let round = 0; round < ROUNDS; round++) {
    // Each goes first as often as the other.
    const order = round % 2 === 0 ? (['direct', 'gateway'] as const) : (['gateway', 'direct'] as const);
    for (const way of order) got[way].push(await block(way, target));
  }
  const middle = (way: Way, what: keyof Block) => median(got[way].map((each) => each[what]));
  const pair = (what: keyof Block, digits: number) => [
    middle('direct', what).toFixed(digits),
    middle('gateway', what).toFixed(digits),
  ];
  // Linux counts CPU in hundredths of a second: only all rounds together say something of a part that takes little.
  const nginx = got.gateway.reduce((sum, each) => sum + each.nginx, 0) / ROUNDS;
  rows.push([
    target.name,
    ...pair('rate', 0),
    ...pair('p50', 1),
    ...pair('p99', 1),
    ...pair('web', 2),
    nginx.toFixed(3),
  ]);
}

printTable(
  [
    'direct, and by the gateway',
    'requests/s',
    'gw',
    'p50 ms',
    'gw',
    'p99 ms',
    'gw',
    'CPU of web ms',
    'gw',
    'of nginx ms',
  ],
  rows,
);
console.log(`  medians of ${ROUNDS} rounds, ${AT_ONCE} requests at once; TLS 1.3 to the gateway`);
process.exit(0);
