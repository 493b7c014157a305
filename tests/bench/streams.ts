import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { makeMembership, makeUser } from '../../prisma/factories.ts';
import { freePort } from '../e2e/freePort.ts';
import { db, makeOrganisation, openSession } from '../e2e/people.ts';
import { startServer } from '../e2e/startServer.ts';
import { Gateway } from '../gateway/Gateway.ts';
import { pidOfPart } from './lib/pidOfPart.ts';
import { spentSince, timesOfTree } from './lib/processTree.ts';
import { printTable, verdict } from './lib/report.ts';
import { residentMemory } from './lib/residentMemory.ts';
import type { Loaded, Plan } from './streams/load.ts';
import type { Person } from './streams/Stream.ts';

const ROOM_SIZE = 20;
const INSTANCES = 2;
/** Seconds in which nobody says anything: each stream is pinged once in them. */
const IDLE = 15;
/** A short run, to see that it works: BENCH_STREAMS=200 BENCH_SECONDS=10 npm run bench -- streams */
const STREAMS = Number(process.env['BENCH_STREAMS'] ?? 2000);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60);
const MESSAGES_A_SECOND = STREAMS / 10;
const CUTS_A_SECOND = 2;

// All come from one address, which no two thousand people do. What one session may do stays as it is.
const limits = {
  GATEWAY_API_ADDRESS_RATE: '100000r/s',
  GATEWAY_STREAM_ADDRESS_RATE: '100000r/s',
  GATEWAY_STREAMS_OF_ADDRESS: '65535',
};
const ports = await Promise.all(Array.from({ length: INSTANCES }, freePort));
const gateway = await Gateway.start({ web: ports, values: limits });
process.once('exit', () => gateway.kill());
const instances = await Promise.all(
  ports.map(async (port) => {
    const settings = { HOST: '127.0.0.1', TRUST_PROXY: '1', LOG_LEVEL: 'warn' };
    return await startServer(port, { ...settings, WEBMTG_URL: `https://${gateway.authority}` });
  }),
);

const enter = async (userId: string, roomId: string): Promise<Person> => {
  const { value } = await openSession(userId);
  return { roomId, cookie: `__Host-webmtg.session=${value}` };
};

/** A room of a tenant of its own, and its people. */
const fillRoom = async () => {
  const { tenant, host, room } = await makeOrganisation();
  const others = Array.from({ length: ROOM_SIZE - 1 }, async () => {
    const { id } = await makeUser(db);
    await makeMembership(db, { tenantId: tenant.id, userId: id }, 'member');
    return await enter(id, room.id);
  });
  return await Promise.all([enter(host.id, room.id), ...others]);
};
const rooms: Person[][] = [];
while (rooms.length * ROOM_SIZE < STREAMS) rooms.push(await fillRoom());
const people = Array.from({ length: ROOM_SIZE }, (_, seat) =>
  rooms.flatMap((room) => room[seat] ?? []),
).flat();

/** A figure of an instance's own (/api/metrics); the event loop's are since the last time that they were asked for. */
const readMetrics = async (url: string) => {
  const text = await (await fetch(`${url}/api/metrics`)).text();
  return (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`webmtg_${name} `))
        ?.split(' ')
        .at(-1),
    );
};

const load = fork(path.join(import.meta.dirname, 'streams', 'load.ts'));
load.once('exit', (code) => {
  if (code !== 0) process.exit(1);
});
const parts = [
  ...instances.map(({ pid }, index) => ({ name: `web server ${index + 1}`, pid })),
  { name: 'nginx', pid: gateway.pid },
  { name: 'PostgreSQL', pid: pidOfPart('postgres') },
  { name: 'Redis', pid: pidOfPart('redis') },
];
const readMemory = () =>
  parts.map(({ pid }) => [...timesOfTree(pid).keys()].reduce((sum, one) => sum + residentMemory(one), 0));
/** Counts from now on; returns what tells how many cores each part has used since, and at last the load itself. */
const watchCpu = () => {
  const began = performance.now();
  const pids = [...parts.map(({ pid }) => pid), load.pid ?? 0];
  const before = pids.map(timesOfTree);
  return () => {
    const seconds = (performance.now() - began) / 1000;
    return pids.map((pid, index) => spentSince(before[index] ?? new Map(), pid) / seconds);
  };
};

const readAll = async () => await Promise.all(instances.map(async ({ url }) => await readMetrics(url)));

const { port, authority, ca } = gateway;
load.send({
  site: { port, authority, ca },
  people,
  messagesASecond: MESSAGES_A_SECOND,
  seconds: SECONDS,
  cutsASecond: CUTS_A_SECOND,
} satisfies Plan);
await once(load, 'message');
const empty = readMemory();
const first = await readAll();
const began = performance.now();
load.send('go on');
await once(load, 'message');
const opening = (performance.now() - began) / 1000;
const full = readMemory();

const watchedIdle = watchCpu();
await pass(IDLE * 1000);
const idle = watchedIdle();

await readAll();
const watchedBusy = watchCpu();
load.send('go on');
const [result] = (await once(load, 'message')) as [Loaded];
const busy = watchedBusy();
const metrics = await readAll();

/** Streams that a part had to do with: the others than web servers with all of them. */
const streamsOf = (all: Awaited<ReturnType<typeof readAll>>, index: number) =>
  all[index]?.('open_streams') ?? all.reduce((sum, read) => sum + read('open_streams'), 0);
const row = ({ name }: { name: string }, index: number) => {
  const streams = streamsOf(metrics, index);
  const core = busy[index] ?? 0;
  const grown = (full[index] ?? 0) - (empty[index] ?? 0);
  const late = (share: string) => {
    const seconds = metrics[index]?.(`event_loop_delay_seconds{quantile="${share}"}`);
    return seconds === undefined ? '' : (seconds * 1000).toFixed(1);
  };
  return [
    name,
    `${streams}`,
    (idle[index] ?? 0).toFixed(2),
    core.toFixed(2),
    ((core / streams) * 1000).toFixed(2),
    ((grown / (streams - streamsOf(first, index))) * 1000).toFixed(0),
    late('0.5'),
    late('0.99'),
  ];
};
const zero = (name: string, value: number) => [name, `${value}`, '0', verdict(value, 0)];
const ms = (name: string, value: number) => [name, value.toFixed(0), '', ''];
printTable(
  [
    `${STREAMS} streams in ${rooms.length} rooms over ${INSTANCES} web servers, ${MESSAGES_A_SECOND} messages a second`,
    'measured',
    'bar',
    '',
  ],
  [
    zero(`deliveries lost, of ${result.due}`, result.lost),
    zero('deliveries doubled', result.doubled),
    zero(`messages refused, of ${result.asked}`, result.refused),
    ['messages a second, answered', (result.asked / result.took).toFixed(0), '', ''],
    [`streams that were cut and came back`, `${result.reconnects}`, '', ''],
    ['deliveries that they were sent again, and knew', `${result.repeated}`, '', ''],
    ms('sent until a stream has it, ms, p50', result.delivery.p50),
    ms('the same, p99', result.delivery.p99),
    ms('the same, the longest', result.delivery.max),
    ms('chat.send until its answer, ms, p50', result.answer.p50),
    ms('the same, p99', result.answer.p99),
  ],
);
printTable(
  [
    '',
    'streams',
    'core, idle',
    'core, messages',
    'the same / 1000 streams',
    'MB / 1000 streams',
    'loop p50, ms',
    'p99',
  ],
  parts.map(row),
);
console.log(
  `  opened within ${opening.toFixed(0)} s; ${SECONDS} s of messages, ${CUTS_A_SECOND} streams cut in each; ` +
    `the process that does all this took ${busy.at(-1)?.toFixed(2)} core, its timers ${result.ownDelay.toFixed(1)} ms late (p99)`,
);
for (const trouble of result.troubles) console.log(`  ${trouble}`);
await Promise.all(instances.map(async (instance) => await instance.stop()));
process.exit(0);
