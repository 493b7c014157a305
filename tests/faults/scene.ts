import type { BrowserContext, Page } from '@playwright/test';
import { expectMoving, join, pictureOf } from '../e2e/call';
import { attach, composer, log, openChat, readConversation, write } from '../e2e/chat';
import { db, makeOrganisation, signIn } from '../e2e/people';
import { expect } from '../e2e/test';

type OpenContext = () => Promise<BrowserContext>;

interface Watched {
  /** What a page said went wrong. */
  trouble: string[];
  /** Milliseconds that the other's picture stood still, at most. */
  longestStill: number;
  /** Milliseconds that a live stream was away, at most: from its end to its first word when it was open again. */
  longestCut: number;
}

/** Bytes a second that an upload gets through, so that it lasts as long as what happens meanwhile. */
const UPLOAD_RATE = 3_000_000;

/** Has a page note how long its live streams are away. */
const watchStreams = async (page: Page) => {
  await page.addInitScript(() => {
    const cuts = { since: new Map<string, number>(), longest: 0 };
    Object.assign(window, { cuts });
    window.EventSource = class extends EventSource {
      constructor(url: string | URL) {
        super(url);
        const path = new URL(url, location.href).pathname;
        const end = () => {
          if (!cuts.since.has(path)) cuts.since.set(path, performance.now());
        };
        for (const name of ['error', 'return']) this.addEventListener(name, end);
        this.addEventListener('connected', () => {
          const since = cuts.since.get(path);
          if (since !== undefined) cuts.longest = Math.max(cuts.longest, performance.now() - since);
          cuts.since.delete(path);
        });
      }
    };
  });
};

/** Has a page note, from now on, what it says went wrong, and how long the picture of somebody stands still. */
const watch = async (page: Page, name: string) => {
  await pictureOf(page, name).evaluate((element) => {
    const watched = { trouble: [] as string[], longestStill: 0 };
    Object.assign(window, { watched });
    new MutationObserver(() => {
      for (const { textContent } of document.querySelectorAll('[role="alert"], [role="alertdialog"]'))
        if (textContent && !watched.trouble.includes(textContent)) watched.trouble.push(textContent);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    let [frames, changed] = [0, performance.now()];
    // Whichever element shows it: who comes back is given a new one.
    setInterval(() => {
      const video = element.isConnected ? element : document.querySelectorAll('video')[1];
      const count = (video as HTMLVideoElement | undefined)?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
      const now = performance.now();
      if (count !== frames) [frames, changed] = [count, now];
      watched.longestStill = Math.max(watched.longestStill, now - changed);
    }, 50);
  });
};

const read = async (page: Page) =>
  await page.evaluate((): Watched => {
    const { watched, cuts } = window as unknown as {
      watched: Omit<Watched, 'longestCut'>;
      cuts: { longest: number; since: Map<string, number> };
    };
    const open = [...cuts.since.values()].map((since) => performance.now() - since);
    return { ...watched, longestCut: Math.max(cuts.longest, ...open) };
  });

/** Two people in a call with the chat open; what they do meanwhile, and what became of it. */
export const enterScene = async (openContext: OpenContext) => {
  const { host, colleague, room, tenant } = await makeOrganisation();
  const enter = async (userId: string) => {
    const context = await openContext();
    const page = await context.newPage();
    await watchStreams(page);
    await signIn(context, userId);
    await join(page, room.code);
    await openChat(page);
    return page;
  };
  const aoi = await enter(host.id);
  const ben = await enter(colleague.id);
  await expectMoving(pictureOf(aoi, colleague.name));
  await expectMoving(pictureOf(ben, host.name));
  await watch(aoi, colleague.name);
  await watch(ben, host.name);
  const said: string[] = [];
  let size = 0;

  const begin = async () => {
    const text = `message ${said.length + 1}.`;
    said.push(text);
    await write(ben, text);
    return log(aoi).getByText(text, { exact: true });
  };
  /** Says one thing, and waits until the other has it. */
  const say = async () => await expect(await begin()).toBeVisible({ timeout: 60_000 });

  return {
    aoi,
    ben,
    room,
    tenant,
    say,

    isMediaBack: async () => await expectMoving(pictureOf(aoi, colleague.name)),
    /** Has a file go up, slowly. */
    upload: async (buffer: Buffer) => {
      size = buffer.length;
      const line = await aoi.context().newCDPSession(aoi);
      const limits = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: UPLOAD_RATE };
      await line.send('Network.emulateNetworkConditions', limits);
      await attach(aoi, { name: 'long.bin', mimeType: 'application/octet-stream', buffer });
      const count = async () => await db.file.count({ where: { roomId: room.id, state: 'uploading' } });
      await expect.poll(count).toBe(1);
    },
    /**
     * Talks until the function that this returns is called, which waits until all has arrived: one thing after the
     * other, and also when the last one is not there within half a second.
     */
    talk: () => {
      const over = new AbortController();
      const talking = (async () => {
        for (;;) {
          const there = await begin();
          await there.waitFor({ timeout: 500 }).catch(() => undefined);
          if (over.signal.aborted) return there;
        }
      })();
      // Where something else fails first nobody asks any more.
      talking.catch(() => undefined);
      return async () => {
        over.abort();
        // What is said arrives in order: with the last word all of it.
        await (await talking).waitFor({ timeout: 60_000 });
      };
    },
    /** How much was said so far. */
    countSaid: () => said.length,
    /** Waits until all is where it belongs, and tells what was lost, doubled and shown. */
    settle: async () => {
      if (size > 0) {
        // Sent with a message, a file is kept; the button is there once it is up.
        await expect(aoi.getByRole('listitem').filter({ hasText: 'long.bin' })).toBeVisible();
        const going = async () => await db.file.count({ where: { roomId: room.id, state: 'uploading' } });
        await expect.poll(going, { timeout: 90_000 }).toBe(0);
      }
      const stored = await db.file.count({
        where: { roomId: room.id, name: 'long.bin', size, state: 'stored' },
      });
      const rows = await db.message.findMany({ where: { roomId: room.id }, select: { body: true } });
      const bodies = rows.map(({ body }) => body);
      for (const page of [aoi, ben]) {
        const shown = await readConversation(page);
        const lines = shown.filter((line) => said.includes(line));
        expect(lines, 'each once on the page, in the order in which it was said').toEqual(said);
      }
      await expect(composer(ben)).toBeVisible();
      const watched = [await read(aoi), await read(ben)];
      return {
        said: said.length,
        lost: said.filter((text) => !bodies.includes(text)).length,
        doubled: bodies.length - new Set(bodies).size,
        uploadsLost: size > 0 ? 1 - stored : 0,
        errorsShown: [...new Set(watched.flatMap(({ trouble }) => trouble))],
        mediaGap: Math.max(...watched.map(({ longestStill }) => longestStill)) / 1000,
        streamGap: Math.max(...watched.map(({ longestCut }) => longestCut)) / 1000,
      };
    },
  };
};

export type Scene = Awaited<ReturnType<typeof enterScene>>;
