import type { Browser, Page } from '@playwright/test';
import { makeMembership, makeUser } from '../../prisma/factories.ts';
import { db, makeOrganisation, openSession, setting, signIn } from '../e2e/people.ts';
import { Lobbyist } from './admission/Lobbyist.ts';
import { type Connection, watchConnection } from './admission/watchConnection.ts';
import { launchBrowser } from './lib/launchBrowser.ts';
import { median } from './lib/median.ts';
import { percentile } from './lib/percentile.ts';
import { printTable } from './lib/report.ts';

const ROUNDS = 11;
const CROWD = 200;

const site = setting('WEBMTG_URL');

/** Milliseconds on this machine's clock, which all its pages share, when a page's media connection was up. */
const connectedAt = async (page: Page) => {
  const handle = await page.waitForFunction(
    () => (window as unknown as { connection: Connection }).connection.connectedAt ?? null,
  );
  return (await handle.jsonValue()) ?? Number.NaN;
};

const clickedAt = async (page: Page) =>
  await page.evaluate(() => (window as unknown as { connection: Connection }).connection.clickedAt ?? 0);

const openPage = async (browser: Browser, user: { id: string } | null) => {
  const context = await browser.newContext({
    baseURL: site,
    permissions: ['camera', 'microphone'],
    locale: 'en-US',
  });
  await context.addInitScript(watchConnection);
  if (user) await signIn(context, user.id);
  return await context.newPage();
};

const leave = async (page: Page) => {
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.context().close();
};

/** One who waits is let in: from the host's click to their connection. */
const measureAdmission = async (browser: Browser, host: Page, code: string) => {
  const guest = await openPage(browser, null);
  await guest.goto(`/m/${code}`);
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Kenji');
  await guest.getByRole('button', { name: 'Ask to join' }).click();
  await host.getByRole('button', { name: 'Admit Kenji' }).click();
  const took = (await connectedAt(guest)) - (await clickedAt(host));
  await leave(guest);
  return took;
};

/** The same without a lobby: from the own click to the connection. */
const measureJoining = async (browser: Browser, code: string, user: { id: string }) => {
  const page = await openPage(browser, user);
  await page.goto(`/m/${code}`);
  await page.getByRole('button', { name: 'Join now' }).click();
  const took = (await connectedAt(page)) - (await clickedAt(page));
  await leave(page);
  return took;
};

const cookieOf = async (user: { id: string }) => {
  const { name, value } = await openSession(user.id);
  return `${name}=${value}`;
};

const measureCrowd = async () => {
  const { tenant, room, host } = await makeOrganisation({ entry: 'lobbyForAll' });
  const users = await Promise.all(
    Array.from({ length: CROWD }, async (_, index) => {
      const user = await makeUser(db, { name: `Person ${index}` });
      await makeMembership(db, { tenantId: tenant.id, userId: user.id }, 'member');
      return user;
    }),
  );
  const crowd = await Promise.all(
    users.map(async (user) => new Lobbyist(site, room.id, await cookieOf(user))),
  );
  const watcher = new Lobbyist(site, room.id, await cookieOf(host));
  const listed = await watcher.watchLobby();
  const start = performance.now();
  const [knocks] = await Promise.all([
    Promise.all(crowd.map(async (person) => await person.knock())),
    listed.until(CROWD),
  ]);
  const allListed = performance.now() - start;
  await Promise.all(crowd.map(async (person) => await person.wait()));
  const admitting = performance.now();
  await Promise.all([watcher.admitAll(), ...crowd.map(async (person) => await person.admitted)]);
  const allAdmitted = performance.now() - admitting;
  for (const person of [...crowd, watcher]) person.close();
  return { knocks, allListed, allAdmitted };
};

const { room, host, colleague } = await makeOrganisation({ entry: 'lobbyForGuests' });
const browser = await launchBrowser();
const hostPage = await openPage(browser, host);
await hostPage.goto(`/m/${room.code}`);
await hostPage.getByRole('button', { name: 'Join now' }).click();
await connectedAt(hostPage);

// The first of each warms browser and servers up, and does not count.
await measureAdmission(browser, hostPage, room.code);
await measureJoining(browser, room.code, colleague);
const admitted: number[] = [];
const joined: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  admitted.push(await measureAdmission(browser, hostPage, room.code));
  joined.push(await measureJoining(browser, room.code, colleague));
}
await browser.close();
const { knocks, allListed, allAdmitted } = await measureCrowd();

const range = (values: readonly number[]) =>
  `${Math.min(...values).toFixed(0)}-${Math.max(...values).toFixed(0)}`;
printTable(
  ['from the click to the connection', 'median ms', 'range ms'],
  [
    ['a host admits somebody', median(admitted).toFixed(0), range(admitted)],
    ['somebody joins who need not wait', median(joined).toFixed(0), range(joined)],
  ],
);
console.log(`  ${ROUNDS} of each, in turn`);
printTable(
  [`${CROWD} people ask to come in at once`, 'ms'],
  [
    ['one question, p50', percentile(knocks, 0.5).toFixed(0)],
    ['one question, p99', percentile(knocks, 0.99).toFixed(0)],
    ['until the host’s list has them all', allListed.toFixed(0)],
    ['all admitted, until each of their pages knows', allAdmitted.toFixed(0)],
  ],
);
process.exit(0);
