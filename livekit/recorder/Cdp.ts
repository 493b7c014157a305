import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

interface Answer {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}

/** The descriptors that Chromium reads commands from and writes answers to under `--remote-debugging-pipe`. */
const [COMMANDS, ANSWERS] = [3, 4];

/**
 * The Chrome DevTools Protocol over a pipe: JSON with a NUL after each message. Emits each event's parameters under
 * the event's name, and `close` once the browser is gone.
 */
export class Cdp extends EventEmitter {
  readonly #commands: Writable;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;
  #rest: Buffer[] = [];
  #sessionId: string | undefined;

  constructor(browser: ChildProcess) {
    super();
    this.#commands = browser.stdio[COMMANDS] as Writable;
    const answers = browser.stdio[ANSWERS] as Readable;
    answers.on('data', (chunk: Buffer) => this.#read(chunk));
    for (const end of ['close', 'error']) answers.on(end, () => this.#close());
    this.#commands.on('error', () => this.#close());
  }

  #read(chunk: Buffer): void {
    let from = 0;
    for (let to = chunk.indexOf(0); to !== -1; to = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...this.#rest, chunk.subarray(from, to)]).toString();
      this.#rest = [];
      from = to + 1;
      this.#take(JSON.parse(text) as Answer);
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from));
  }

  #take({ id, method, params, result, error }: Answer): void {
    if (method !== undefined) this.emit(method, params);
    if (id === undefined) return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  #close(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new Error('Chromium has ended'));
    this.#waiting.clear();
    this.emit('close');
  }

  /** Sends commands to this target from now on. */
  attach(sessionId: string): void {
    this.#sessionId = sessionId;
  }

  /** Runs a command of the protocol; returns its result, and throws its error. */
  async send<T = unknown>(method: string, params: object = {}): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    const isBrowsers = method.startsWith('Browser.') || method.startsWith('Target.');
    const session = this.#sessionId && !isBrowsers ? { sessionId: this.#sessionId } : {};
    this.#commands.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return (await waiting.promise) as T;
  }

  /** The value of an expression in the page, awaited there; throws what it throws. */
  async evaluate<T>(expression: string): Promise<T> {
    const options = { awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.send<{
      result: { value: T };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    }>('Runtime.evaluate', { expression, ...options });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text);
    return result.value;
  }
}
