import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { Cdp } from './Cdp.ts';

/** Pixels of the page, which are those of the picture. */
export const WIDTH = 1280;
export const HEIGHT = 720;

const FLAGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-quic',
  '--disable-dev-shm-usage',
  // The page is shown, played and filmed although nobody looks at its window.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--autoplay-policy=no-user-gesture-required',
  '--auto-accept-this-tab-capture',
  // A bar that says "this tab is shared" would push the page down in the middle of the film.
  '--test-type',
  '--disable-infobars',
  '--hide-scrollbars',
  '--force-device-scale-factor=1',
  '--force-color-profile=srgb',
  '--screen-info={2560x1600}',
  `--window-size=${WIDTH},${HEIGHT}`,
];

interface Launch {
  chromium: string;
  /** Its own, and deleted at the end. */
  profile: string;
  /** Of the page: filmed over plain HTTP too. */
  origin: string;
}

/** A headless Chromium with one tab, whose inside is exactly as large as the picture. */
export class Chromium {
  readonly cdp: Cdp;
  readonly #process: ChildProcess;
  readonly #profile: string;
  #targetId = '';

  private constructor(child: ChildProcess, profile: string) {
    this.#process = child;
    this.#profile = profile;
    this.cdp = new Cdp(child);
  }

  /** Starts a browser; throws where there is none, or it ends at once. */
  static async launch({ chromium, profile, origin }: Launch): Promise<Chromium> {
    const args = [
      ...FLAGS,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${profile}`,
      `--unsafely-treat-insecure-origin-as-secure=${origin}`,
      'about:blank',
    ];
    const child = spawn(chromium, args, {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // A group of its own, so that all of its processes can be ended by it.
      detached: true,
    });
    await Promise.race([
      once(child, 'spawn'),
      once(child, 'error').then(([error]) => {
        throw error as Error;
      }),
    ]);
    const browser = new Chromium(child, profile);
    try {
      await browser.#openTab();
      return browser;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async #openTab(): Promise<void> {
    const { targetInfos } = await this.cdp.send<{ targetInfos: { targetId: string; type: string }[] }>(
      'Target.getTargets',
    );
    const tab = targetInfos.find(({ type }) => type === 'page');
    const { targetId } =
      tab ?? (await this.cdp.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' }));
    const { sessionId } = await this.cdp.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    this.#targetId = targetId;
    this.cdp.attach(sessionId);
    for (const domain of ['Page', 'Runtime', 'Inspector']) await this.cdp.send(`${domain}.enable`);
    await this.fitWindow();
  }

  /** Makes the inside of the window exactly as large as the picture: what is around it takes its own share. */
  async fitWindow(): Promise<void> {
    const { windowId, bounds } = await this.cdp.send<{
      windowId: number;
      bounds: { width: number; height: number };
    }>('Browser.getWindowForTarget', { targetId: this.#targetId });
    const wanted = { ...bounds };
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const inside = await this.cdp.evaluate<{ width: number; height: number }>(
        'new Promise((done) => requestAnimationFrame(() => done({ width: innerWidth, height: innerHeight })))',
      );
      if (inside.width === WIDTH && inside.height === HEIGHT) return;
      wanted.width += WIDTH - inside.width;
      wanted.height += HEIGHT - inside.height;
      await this.cdp.send('Browser.setWindowBounds', {
        windowId,
        bounds: { width: wanted.width, height: wanted.height },
      });
    }
    throw new Error(`the page can't be made ${WIDTH}x${HEIGHT}`);
  }

  /** Ends the browser with all its processes, and deletes its profile. */
  async close(): Promise<void> {
    const { pid } = this.#process;
    if (pid !== undefined && this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = once(this.#process, 'exit');
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended by itself in this moment.
      }
      await exited;
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
