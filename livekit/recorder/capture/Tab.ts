import { nanoseconds } from '../psrpc/nanoseconds.ts';
import type { Browser } from './Browser.ts';
import { recordTab, type TabOptions } from './recordTab.ts';

export interface TabEvents {
  /** The page asks for the recording to begin, or to end. */
  onStart: () => void;
  onEnd: () => void;
  /** The page is lost, with the reason. */
  onLost: (reason: string) => void;
}

const binding = 'webmtgTakeChunk';
const size = { width: 1280, height: 720 };
const attempts = 20;

type Value = { result?: { value?: unknown; objectId?: string }; exceptionDetails?: unknown };

/** What a script threw, or undefined; Chromium tells it in one of two places. */
const errorIn = ({ exceptionDetails }: Value): string | undefined => {
  const details = exceptionDetails as { text?: string; exception?: { description?: string } } | undefined;
  return details && (details.exception?.description?.split('\n')[0] ?? details.text ?? 'unknown error');
};

/** The one page of a browser: shown, watched and filmed. */
export class Tab {
  readonly #browser: Browser;
  readonly #session: string;
  readonly #targetId: string;
  /** When filming began, in nanoseconds since 1970. */
  startedAt = 0n;
  #recorder: string | undefined;
  #isRecording = false;

  private constructor(browser: Browser, session: string, targetId: string) {
    this.#browser = browser;
    this.#session = session;
    this.#targetId = targetId;
  }

  static async attach(browser: Browser): Promise<Tab> {
    const { cdp } = browser;
    const { targetInfos } = await cdp.send('Target.getTargets');
    const page = (targetInfos as { type: string; targetId: string }[]).find(({ type }) => type === 'page');
    if (!page) throw new Error('the browser has no page');
    const { targetId } = page;
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    return new Tab(browser, String(sessionId), targetId);
  }

  async #send(method: string, params: Record<string, unknown> = {}): Promise<Value> {
    return await this.#browser.cdp.send(method, params, this.#session);
  }

  #on(event: string, listener: (params: Record<string, unknown>) => void): void {
    this.#browser.cdp.on(event, listener, this.#session);
  }

  async #evaluate(expression: string): Promise<unknown> {
    const answer = await this.#send('Runtime.evaluate', { expression, returnByValue: true });
    return answer.result?.value;
  }

  /** Opens the page, and tells of what it says from then on. Throws where it can't be had. */
  async open(url: string, events: TabEvents): Promise<void> {
    this.#on('Runtime.consoleAPICalled', ({ args }) => {
      const said = (args as { value?: unknown }[])[0]?.value;
      if (said === 'START_RECORDING') events.onStart();
      if (said === 'END_RECORDING') events.onEnd();
    });
    this.#on('Inspector.targetCrashed', () => events.onLost('the page crashed'));
    this.#on('Page.frameNavigated', ({ frame }) => {
      const isMain = !(frame as { parentId?: string }).parentId;
      if (isMain && this.#isRecording) events.onLost('the page went away');
    });
    this.#on('Network.responseReceived', ({ type, response, frameId }) => {
      const { status } = response as { status: number };
      if (type === 'Document' && frameId === this.#targetId && status >= 400)
        events.onLost(`the page answered ${status}`);
    });
    await Promise.all(
      ['Page.enable', 'Runtime.enable', 'Inspector.enable', 'Network.enable'].map((name) => this.#send(name)),
    );
    await this.#send('Runtime.addBinding', { name: binding });
    await this.fit();
    const { errorText } = (await this.#send('Page.navigate', { url })) as { errorText?: string };
    if (errorText) throw new Error(`the page could not be loaded: ${errorText}`);
  }

  /** Makes the window as large as it takes for the page to have its full size. */
  async fit(): Promise<void> {
    const { cdp } = this.#browser;
    const { windowId } = await cdp.send('Browser.getWindowForTarget', { targetId: this.#targetId });
    for (let attempt = 0; attempt < attempts; attempt++) {
      const inner = await this.#evaluate('[innerWidth, innerHeight]');
      const [width = 0, height = 0] = inner as number[];
      if (width === size.width && height === size.height) return;
      const { bounds } = await cdp.send('Browser.getWindowBounds', { windowId });
      const now = bounds as { width: number; height: number };
      const wanted = {
        width: now.width + size.width - width,
        height: now.height + size.height - height,
      };
      await cdp.send('Browser.setWindowBounds', { windowId, bounds: wanted });
      // A resize reaches the page with the next frame.
      await this.#send('Runtime.evaluate', {
        expression: 'new Promise((done) => setTimeout(done, 50))',
        awaitPromise: true,
      });
    }
    throw new Error(`the page does not come to ${size.width}x${size.height}`);
  }

  /** Begins to film; each chunk goes to `take`, the next one when it resolved. */
  async record(isAudioOnly: boolean, take: (chunk: Buffer) => Promise<void>): Promise<void> {
    const options: TabOptions = { ...size, frameRate: 30, isAudioOnly, binding };
    this.#on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name !== binding) return;
      // A page that is gone needs no answer.
      take(Buffer.from(String(payload), 'base64'))
        .then(() => this.#call('acknowledge'))
        .catch(() => undefined);
    });
    const answer = await this.#send('Runtime.evaluate', {
      expression: `(${recordTab.toString()})(${JSON.stringify(options)})`,
      awaitPromise: true,
      userGesture: true,
    });
    const error = errorIn(answer);
    if (error) throw new Error(`the page can't be filmed: ${error}`);
    this.#recorder = answer.result?.objectId;
    // Filming may have put a bar above the page.
    await this.fit();
    this.#isRecording = true;
    this.startedAt = nanoseconds();
    await this.#call('start');
  }

  async #call(name: 'start' | 'acknowledge' | 'stop'): Promise<void> {
    const answer = await this.#send('Runtime.callFunctionOn', {
      objectId: this.#recorder,
      functionDeclaration: `function () { return this.${name}(); }`,
      awaitPromise: true,
    });
    const error = errorIn(answer);
    if (error) throw new Error(error);
  }

  /** Ends filming; resolves when the last chunk was taken. */
  async stop(): Promise<void> {
    this.#isRecording = false;
    await this.#call('stop');
  }
}
