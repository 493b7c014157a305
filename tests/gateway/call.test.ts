import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { env } from '@/server/env';
import playwrightConfig from '../../playwright.config.ts';
import { expectMoving, join, pictureOf } from '../e2e/call.ts';
import { sandbox, sessionCookie } from '../server/harness.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch(playwrightConfig.use?.launchOptions);
});
afterAll(async () => await browser.close());

test('two people meet through the gateway: pages, streams and signalling at one address, over TLS', async () => {
  const { room, host } = await sandbox();
  const { cookie } = await sessionCookie(host.id);
  const [name = '', value = ''] = cookie.split(/=(.*)/);
  const complaints: string[] = [];
  const connections: string[] = [];
  const newPage = async () => {
    // The authority of this machine is no matter of the browser's here; the certificate has tests of its own.
    const context = await browser.newContext({ baseURL: env().WEBMTG_URL, ignoreHTTPSErrors: true });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('websocket', (socket) => connections.push(new URL(socket.url()).origin));
    return page;
  };
  const hosting = await newPage();
  await hosting.context().addCookies([{ name, value, url: env().WEBMTG_URL, secure: true, httpOnly: true }]);
  await join(hosting, room.code);
  const visiting = await newPage();
  await join(visiting, room.code, { name: 'Guest of ours' });
  await expectMoving(pictureOf(hosting, 'Guest of ours'));
  await expectMoving(pictureOf(visiting, host.name));
  expect(complaints).toEqual([]);
  expect(new Set(connections)).toEqual(new Set([env().WEBMTG_URL.replace(/^http/, 'ws')]));
}, 120_000);
