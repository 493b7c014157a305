import { Agent, get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { makeRoom } from '../../prisma/factories.ts';
import { db, makeOrganisation, openSession, setting } from '../e2e/people.ts';
import { fillRoom } from './history/fillRoom.ts';
import { median } from './lib/median.ts';
import { percentile } from './lib/percentile.ts';
import { printTable, verdict } from './lib/report.ts';

const BAR = 1.2;
const [SMALL, BIG] = [100, 1_000_000];
const ROUNDS = 150;

const { tenant, host, room: small } = await makeOrganisation();
const big = await makeRoom(db, { tenantId: tenant.id, hostId: host.id });
const session = await openSession(host.id);
const cookie = `${session.name}=${session.value}`;
const author = { tenantId: tenant.id, authorId: host.id, authorName: host.name };
/** The owner's: the app may not rebuild an index. */
const owner = new PrismaClient({
  adapter: new PrismaPg({ connectionString: setting('DATABASE_ADMIN_URL') }),
});
await fillRoom(owner, { ...author, roomId: small.id }, SMALL);
const started = performance.now();
await fillRoom(owner, { ...author, roomId: big.id }, BIG);
console.log(
  `  ${BIG} messages written and indexed in ${((performance.now() - started) / 1000).toFixed(0)} s`,
);

const agent = new Agent({ keepAlive: true });
type Page = { items: { position: string; body: string }[] };

const ask = async (procedure: 'chat.list' | 'chat.search', input: object) => {
  const query = encodeURIComponent(JSON.stringify(input));
  const began = performance.now();
  const asked = get(`${setting('WEBMTG_URL')}/api/trpc/${procedure}?input=${query}`, {
    agent,
    headers: { cookie },
  });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const answer = await text(response);
  const took = performance.now() - began;
  if (response.statusCode !== 200) throw new Error(`${procedure} answered ${response.statusCode}: ${answer}`);
  return { took, page: (JSON.parse(answer) as { result: { data: Page } }).result.data };
};

/** A place somewhere in a room's history, so that no page is always the same one. */
const somewhere = async (roomId: string, count: number) => {
  const [row] = await db.message.findMany({
    where: { roomId },
    select: { position: true },
    orderBy: { position: 'asc' },
    skip: Math.floor(Math.random() * Math.min(count - 60, 20_000)) + 55,
    take: 1,
  });
  return row?.position;
};

const times = { small: [] as number[], big: [] as number[] };
for (let n = 0; n < ROUNDS; n += 1) {
  for (const [name, roomId, count] of [
    ['small', small.id, SMALL],
    ['big', big.id, BIG],
  ] as const) {
    const before = n % 2 === 0 ? undefined : await somewhere(roomId, count);
    const { took, page } = await ask('chat.list', { roomId, before });
    if (page.items.length !== 50) throw new Error(`a page of ${page.items.length}`);
    if (n >= 20) times[name].push(took);
  }
}
const ratio = median(times.big) / median(times.small);
printTable(
  ['a page of history, ms', `${SMALL} messages`, `${BIG}`, 'ratio', 'bar', ''],
  [
    [
      'p50',
      median(times.small).toFixed(1),
      median(times.big).toFixed(1),
      ratio.toFixed(2),
      BAR.toFixed(2),
      verdict(ratio, BAR),
    ],
    ['p95', percentile(times.small, 0.95).toFixed(1), percentile(times.big, 0.95).toFixed(1), '', '', ''],
  ],
);

const rows: string[][] = [];
for (const query of ['the', '会議', '会', 'quarterly budget', '予算案', 'zyzzyva', '幻の言葉']) {
  const found: number[] = [];
  let hits = 0;
  for (let n = 0; n < 12; n += 1) {
    const { took, page } = await ask('chat.search', { roomId: big.id, query });
    if (n > 1) found.push(took);
    hits = page.items.length;
  }
  rows.push([query, String(hits), median(found).toFixed(1), Math.max(...found).toFixed(1)]);
}
printTable([`search in ${BIG} messages for`, 'hits of 30', 'p50, ms', 'worst, ms'], rows);
process.exit(0);
