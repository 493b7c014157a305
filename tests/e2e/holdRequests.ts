import type { BrowserContext, Page } from '@playwright/test';

/** Holds a page's requests to an address until the function that this returns is called. */
export const holdRequests = async (page: Page | BrowserContext, url: string | RegExp) => {
  let letThrough: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(url, async (route) => {
    await opened;
    await route.continue();
  });
  return () => letThrough();
};
