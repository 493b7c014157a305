import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { isRoot } from '../settings.ts';
import { Cdp } from './Cdp.ts';

const flags = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-features=Translate,MediaRouter,AcceptCHFrame',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--autoplay-policy=no-user-gesture-required',
  '--auto-accept-this-tab-capture',
  // Without these, bars above the page make it smaller while it is being filmed.
  '--test-type',
  '--disable-infobars',
  '--hide-scrollbars',
  '--screen-info={2560x1600}',
  '--window-size=1280,900',
  '--password-store=basic',
  '--use-mock-keychain',
];

const closeMs = 3_000;

/** A headless Chromium with a profile of its own, which is removed with it. */
export class Browser {
  readonly cdp: Cdp;
  readonly pid: number;
  /** Resolves when the program has ended, however. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #profile: string;

  private constructor(child: ChildProcess, pid: number, profile: string) {
    this.#child = child;
    this.#profile = profile;
    this.pid = pid;
    this.ended = once(child, 'exit').then(
      () => undefined,
      () => undefined,
    );
    this.cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
    void this.ended.then(() => this.cdp.close('the browser has ended'));
  }

  /** Starts a browser that takes `origin` for a safe one, as capturing needs. */
  static async launch(program: string, profile: string, origin: string): Promise<Browser> {
    const args = [
      ...flags,
      ...(isRoot ? ['--no-sandbox'] : []),
      `--unsafely-treat-insecure-origin-as-secure=${origin}`,
      `--user-data-dir=${profile}`,
      'about:blank',
    ];
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    await once(child, 'spawn');
    return new Browser(child, child.pid ?? 0, profile);
  }

  async close(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), closeMs);
    await this.cdp.send('Browser.close').catch(() => this.#child.kill('SIGKILL'));
    await this.ended;
    clearTimeout(timer);
    // Its helpers may still be writing while they go.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
