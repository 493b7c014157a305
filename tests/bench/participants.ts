import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { makeMembership, makeUser } from '../../prisma/factories.ts';
import { db, makeOrganisation, openSession, setting } from '../e2e/people.ts';
import { percentile } from './lib/percentile.ts';
import { pidOfPart } from './lib/pidOfPart.ts';
import { spentSince, timesOfTree } from './lib/processTree.ts';
import { printTable, verdict } from './lib/report.ts';
import { residentMemory } from './lib/residentMemory.ts';
import type { Call, Received, Ticket } from './participants/group.ts';

/** A short run, to see that it works: BENCH_PEOPLE=10 BENCH_SECONDS=5 npm run bench -- participants */
const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 50);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 20);
const SETTLE = 5;
/** Processes that the people are spread over; in each of them one has camera and microphone on. */
const GROUPS = 5;
const CAMERA = { width: 320, height: 180, framesASecond: 5, maxBitrate: 150_000 };

const site = setting('WEBMTG_URL');
const [web, livekit] = [pidOfPart('web'), pidOfPart('livekit')];

const { tenant, room } = await makeOrganisation({ maxParticipants: PEOPLE });
const cookies = await Promise.all(
  Array.from({ length: PEOPLE }, async () => {
    const { id } = await makeUser(db);
    await makeMembership(db, { tenantId: tenant.id, userId: id }, 'member');
    const { name, value } = await openSession(id);
    return `${name}=${value}`;
  }),
);

const join = async (cookie: string) => {
  const asked = performance.now();
  const response = await fetch(`${site}/api/trpc/rooms.join`, {
    method: 'POST',
    headers: { cookie, origin: site, 'content-type': 'application/json' },
    body: JSON.stringify({ roomId: room.id, tabId: 'bench-tab' }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`rooms.join answered ${response.status}: ${answer}`);
  const { result } = JSON.parse(answer) as { result: { data: Ticket } };
  return { ticket: result.data, took: performance.now() - asked };
};

const webBefore = timesOfTree(web);
const joined = await Promise.all(cookies.map(join));
const joinCpu = (spentSince(webBefore, web) / PEOPLE) * 1000;
const tookToJoin = joined.map(({ took }) => took);

const groups = Array.from({ length: GROUPS }, () => {
  const group = fork(path.join(import.meta.dirname, 'participants', 'group.ts'));
  group.once('exit', (code) => {
    if (code !== 0) process.exit(1);
  });
  return group;
});
process.once('exit', () => groups.map((group) => group.kill('SIGKILL')));

/** Says something to each group, and gives back what they answer. */
const tell = async (words: Call[] | string): Promise<unknown[]> =>
  await Promise.all(
    groups.map(async (group, index) => {
      group.send(typeof words === 'string' ? words : (words[index] ?? ''));
      const [answer] = (await once(group, 'message')) as unknown[];
      return answer;
    }),
  );

const memoryBefore = residentMemory(livekit);
const enteringBefore = timesOfTree(livekit);
await tell(
  groups.map((_, index) => ({
    tickets: joined.filter((__, person) => person % GROUPS === index).map(({ ticket }) => ticket),
    publishers: GROUPS,
    ...CAMERA,
  })),
);
const tookToEnter = ((await tell('let the others in')) as number[][]).flat();
const enteringCpu = spentSince(enteringBefore, livekit);

// What the first seconds cost, in which each browser is found its bandwidth, is another matter.
await pass(SETTLE * 1000);
await tell('count');
const before = timesOfTree(livekit);
const ownBefore = groups.map(({ pid = 0 }) => timesOfTree(pid));
const began = performance.now();
await pass(SECONDS * 1000);
const seconds = (performance.now() - began) / 1000;
const cores = spentSince(before, livekit) / seconds;
const ownCores =
  groups.reduce((total, { pid = 0 }, index) => total + spentSince(ownBefore[index] ?? new Map(), pid), 0) /
  seconds;
const received = (await tell('tell')) as Received[][][];
const grown = residentMemory(livekit) - memoryBefore;

const tracks = received.flat(2);
const sum = (what: 'bytes' | 'packets' | 'lost') => tracks.reduce((total, track) => total + track[what], 0);
/** Those of the tracks due to somebody of which nothing came while it was counted. */
const missing = received
  .flatMap((group) =>
    group.map((own, index) => {
      const due = (index === 0 ? GROUPS - 1 : GROUPS) * 2;
      return (
        due -
        own.filter(({ kind, packets, frames }) => packets > 0 && (kind === 'audio' || frames > 0)).length
      );
    }),
  )
  .reduce((total, some) => total + some, 0);
const pictures = tracks.filter(({ kind }) => kind === 'video').map(({ frames }) => frames / seconds);
const lost = sum('lost') / (sum('lost') + sum('packets'));

printTable(
  [`${PEOPLE} people in one room, ${GROUPS} of them with camera and microphone on`, 'measured', 'bar', ''],
  [
    [
      `tracks that somebody should have and has not, of ${tracks.length + missing}`,
      `${missing}`,
      '0',
      verdict(missing, 0),
    ],
    ['packets lost on the way to them, %', (lost * 100).toFixed(3), '', ''],
    ['pictures a second, of a camera, p50', percentile(pictures, 0.5).toFixed(1), '', ''],
    ['the same, of the worst one', Math.min(...pictures).toFixed(1), '', ''],
    ['livekit-server, cores', cores.toFixed(2), '', ''],
    ['the same, % of a core for each participant', ((cores / PEOPLE) * 100).toFixed(2), '', ''],
    ['the same, % of a core for each track forwarded', ((cores / tracks.length) * 100).toFixed(3), '', ''],
    ['packets that it forwards in a second', (sum('packets') / seconds).toFixed(0), '', ''],
    ['the same, for each core', (sum('packets') / seconds / cores).toFixed(0), '', ''],
    ['Mbit/s that it forwards', ((sum('bytes') * 8) / seconds / 1e6).toFixed(1), '', ''],
    ['memory that it takes for each participant, MB', (grown / PEOPLE).toFixed(1), '', ''],
    ['all at once: rooms.join until the ticket, ms, p50', percentile(tookToJoin, 0.5).toFixed(0), '', ''],
    ['the same, p99', percentile(tookToJoin, 0.99).toFixed(0), '', ''],
    ['CPU of the web server for each ticket, ms', joinCpu.toFixed(2), '', ''],
    [
      'a few at once: from the ticket to all the tracks, s, p50',
      percentile(tookToEnter, 0.5).toFixed(1),
      '',
      '',
    ],
    ['the same, p99', percentile(tookToEnter, 0.99).toFixed(1), '', ''],
    ['CPU of livekit-server for each to come in, ms', ((enteringCpu / PEOPLE) * 1000).toFixed(0), '', ''],
  ],
);
console.log(
  `  ${SECONDS} s; cameras of ${CAMERA.width}x${CAMERA.height} at ${CAMERA.framesASecond}; ` +
    `the processes of the ${PEOPLE} took ${ownCores.toFixed(2)} cores`,
);
await Promise.all(
  groups.map(async (group) => {
    group.send('leave');
    await once(group, 'exit');
  }),
);
process.exit(0);
