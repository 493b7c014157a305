import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { makeOrganisation, setting, signIn } from '../e2e/people.ts';
import { serveBarePage } from './join/barePage.ts';
import { launchBrowser } from './lib/launchBrowser.ts';
import { median } from './lib/median.ts';
import { printTable, verdict } from './lib/report.ts';
import { watchFrames, type FrameTimes } from './lib/watchFrames.ts';

const BAR = 1.25;
const ROUNDS = 11;

const { colleague, room } = await makeOrganisation();
const url = setting('LIVEKIT_PUBLIC_URL');
const key = setting('LIVEKIT_API_KEY');
const secret = setting('LIVEKIT_API_SECRET');
await new RoomServiceClient(setting('LIVEKIT_URL'), key, secret).createRoom({ name: room.id });
const bareAddress = await serveBarePage();

const openBarePage = async (page: Page, extra: Record<string, string> = {}) => {
  const token = new AccessToken(key, secret, { identity: `guest:${randomUUID()}:bench` });
  token.addGrant({ room: room.id, roomJoin: true });
  const query = new URLSearchParams({ url, token: await token.toJwt(), ...extra });
  await page.goto(`${bareAddress}?${query.toString()}`);
};

/** Milliseconds from the click to the first frame of somebody else's picture. */
const untilRemoteFrame = async (page: Page) => {
  const handle = await page.waitForFunction(() => {
    const { clickAt, remoteFrameAt } = (window as unknown as { frameTimes: FrameTimes }).frameTimes;
    return clickAt !== undefined && remoteFrameAt !== undefined && { took: remoteFrameAt - clickAt };
  });
  const value = await handle.jsonValue();
  return value ? value.took : Number.NaN;
};

const joinBare = async (page: Page) => {
  await openBarePage(page);
  await page.getByRole('button', { name: 'Join' }).click();
  const took = await untilRemoteFrame(page);
  await page.evaluate('leave()');
  return took;
};

const joinProduct = async (page: Page) => {
  await signIn(page.context(), colleague.id);
  // Warm: the call's code is there, the ticket too, and LiveKit's address was visited, in this order.
  const warm = page.waitForResponse(
    (response) =>
      response.request().method() === 'HEAD' && response.url().startsWith(url.replace(/^ws/, 'http')),
  );
  await page.goto(`${setting('WEBMTG_URL')}/m/${room.code}`);
  await warm;
  await page.waitForFunction(
    () => (window as unknown as { frameTimes: FrameTimes }).frameTimes.localFrameAt !== undefined,
  );
  await page.getByRole('button', { name: 'Join now' }).click();
  const took = await untilRemoteFrame(page);
  const leave = page.getByRole('button', { name: 'Leave', exact: true });
  await leave.click();
  await leave.waitFor({ state: 'hidden' });
  return took;
};

/** One joining, in a context of its own, so that nothing is cached from the one before. */
const measure = async (browser: Browser, joining: (page: Page) => Promise<number>) => {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], locale: 'en-US' });
  await context.addInitScript(watchFrames);
  const took = await joining(await context.newPage());
  await context.close();
  return took;
};

const [publishers, joiners] = [await launchBrowser(), await launchBrowser()];
const publisher = await publishers.newPage({ permissions: ['camera', 'microphone'] });
await openBarePage(publisher, { publish: '' });
await publisher.getByRole('button', { name: 'Join' }).click();
await publisher.waitForFunction(() => document.title === 'connected');

// The first of each warms the browser and both servers up, and does not count.
await measure(joiners, joinBare);
await measure(joiners, joinProduct);
const bare: number[] = [];
const product: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  bare.push(await measure(joiners, joinBare));
  product.push(await measure(joiners, joinProduct));
}
await joiners.close();
await publishers.close();

const range = (values: readonly number[]) =>
  `${Math.min(...values).toFixed(0)}-${Math.max(...values).toFixed(0)}`;
const ratio = median(product) / median(bare);
printTable(
  ['click Join to first remote frame', 'median ms', 'range ms', 'ratio', 'bar', ''],
  [
    ['bare page, token at hand', median(bare).toFixed(0), range(bare), '1.00', '', ''],
    [
      'WebMTG, warm preview',
      median(product).toFixed(0),
      range(product),
      ratio.toFixed(2),
      BAR.toFixed(2),
      verdict(ratio, BAR),
    ],
  ],
);
console.log(`  ${ROUNDS} of each, in turn`);
process.exit(0);
