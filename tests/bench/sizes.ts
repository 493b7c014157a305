import type { Browser, BrowserContext } from '@playwright/test';
import { makeOrganisation, setting } from '../e2e/people.ts';
import { launchBrowser } from './lib/launchBrowser.ts';
import { printTable, verdict } from './lib/report.ts';
import { watchFrames, type FrameTimes } from './lib/watchFrames.ts';
import { serveEmptyPage } from './sizes/emptyPage.ts';
import { Scripts } from './sizes/Scripts.ts';

const BARS = { landing: 20, preview: 120, call: 241 };

const origin = setting('WEBMTG_URL');

const openPage = async (context: BrowserContext, address: string) => {
  const page = await context.newPage();
  const scripts = new Scripts(page);
  await page.goto(address, { waitUntil: 'networkidle' });
  return { page, scripts };
};

const measurePage = async (browser: Browser, address: string) => {
  const context = await browser.newContext({ locale: 'en-US' });
  const { scripts } = await openPage(context, address);
  const size = await scripts.size();
  await context.close();
  return size;
};

/** As a guest who was never here: the call's code waits for the name, so each step can be told from the next. */
const measureMeeting = async (browser: Browser, code: string) => {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], locale: 'en-US' });
  await context.addInitScript(watchFrames);
  const { page, scripts } = await openPage(context, `${origin}/m/${code}`);
  const usable = await page.waitForFunction(
    () => (window as unknown as { frameTimes: FrameTimes }).frameTimes.localFrameAt,
  );
  const preview = await scripts.size(await usable.jsonValue());
  const idle = await scripts.size();

  await page.getByRole('textbox', { name: 'Your name' }).fill('Yuki');
  await page.getByRole('button', { name: 'Join now' }).click();
  await page.getByRole('group', { name: 'Yuki (you)' }).locator('video').waitFor();
  const call = await scripts.size();
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await context.close();
  return { preview, idle, call };
};

const { room } = await makeOrganisation();
const emptyAddress = await serveEmptyPage();
const browser = await launchBrowser();
const empty = await measurePage(browser, emptyAddress);
const landing = await measurePage(browser, `${origin}/`);
const { preview, idle, call } = await measureMeeting(browser, room.code);
await browser.close();

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
const row = (title: string, size: number, bar?: number) => {
  const over = (size - empty) / 1000;
  const judged = bar === undefined ? ['', ''] : [`+${bar}`, verdict(over, bar)];
  return [title, kilobytes(size), `+${over.toFixed(1)}`, ...judged];
};
printTable(
  ['scripts fetched, gzip -9', 'kB', 'over empty', 'bar', ''],
  [
    ['empty page of the same Next', kilobytes(empty), '', '', ''],
    row('landing page, all', landing, BARS.landing),
    row('meeting page, at the first frame of the preview', preview, BARS.preview),
    row('meeting page, idle, before a name is given', idle),
    row('meeting page, call up', call, BARS.call),
  ],
);
process.exit(0);
