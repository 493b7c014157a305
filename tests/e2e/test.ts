import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { setting } from './people';

export { expect };

/** What a browser says about a page that isn't ours to mend. */
const HARMLESS = [
  // A refused request is told on the page; the browser logs it all the same.
  /Failed to load resource: the server responded with a status of (400|401|403|404|409|412|413|415|429)/,
  // So is a request without a network, which only a test that pulls the plug can make.
  /Failed to load resource: net::ERR_INTERNET_DISCONNECTED/,
];

interface Fixtures {
  /** Opens another browser: a context of its own, whose console errors fail the test like the first one's. */
  openContext: (options?: Parameters<Browser['newContext']>[0]) => Promise<BrowserContext>;
}

const watch = (context: BrowserContext, errors: string[]) => {
  const watchPage = (page: Page) => {
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
    page.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !HARMLESS.some((pattern) => pattern.test(text))) errors.push(text);
    });
  };
  context.on('page', watchPage);
  for (const page of context.pages()) watchPage(page);
};

export const test = base.extend<Fixtures & { errors: string[] }>({
  errors: [
    async ({ browserName: _browserName }, provide) => {
      const errors: string[] = [];
      await provide(errors);
      expect(errors, 'errors in a browser console').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, errors }, provide) => {
    watch(context, errors);
    await provide(context);
  },
  openContext: async ({ browser, errors }, provide) => {
    const opened: BrowserContext[] = [];
    await provide(async (options) => {
      const context = await browser.newContext({
        baseURL: setting('WEBMTG_URL'),
        permissions: ['camera', 'microphone'],
        locale: 'en-US',
        // The gateway's certificate comes from an authority that no browser knows.
        ignoreHTTPSErrors: true,
        ...options,
      });
      watch(context, errors);
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map(async (context) => await context.close()));
  },
});
