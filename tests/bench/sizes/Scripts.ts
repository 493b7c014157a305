import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';

/** Gathers the scripts that a page fetches, also those that it only preloads, each once. */
export class Scripts {
  readonly #page: Page;
  readonly #sizes = new Map<string, Promise<number>>();

  constructor(page: Page) {
    this.#page = page;
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script' || this.#sizes.has(response.url())) return;
      this.#sizes.set(response.url(), sizeOf(response));
    });
  }

  /** Bytes by `gzip -9` of all so far, or of those that were there at a time of the page's clock. */
  async size(until = Number.POSITIVE_INFINITY): Promise<number> {
    const ends = await this.#page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
        ({ name, responseEnd }) => ({ name, responseEnd }),
      ),
    );
    const late = new Set(ends.filter(({ responseEnd }) => responseEnd > until).map(({ name }) => name));
    const counted = [...this.#sizes].filter(([url]) => !late.has(url));
    if (counted.length === 0) throw new Error(`${this.#page.url()} fetched no script.`);
    const sizes = await Promise.all(counted.map(async ([, size]) => await size));
    return sizes.reduce((sum, size) => sum + size, 0);
  }
}

const sizeOf = async (response: Response) => {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}.`);
  return gzipSync(await response.body(), { level: 9 }).length;
};
