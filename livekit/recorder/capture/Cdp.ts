import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';

interface Reply {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
  sessionId?: string;
}

interface Waiting {
  resolve: (result: Record<string, unknown>) => void;
  reject: (error: Error) => void;
}

const longest = 60_000;

/** Chromium's DevTools protocol over its pipe: messages of JSON that end with a zero byte. */
export class Cdp {
  readonly #out: Writable;
  readonly #events = new EventEmitter();
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #closed: Error | undefined;

  constructor(out: Writable, incoming: Readable) {
    this.#out = out;
    this.#events.setMaxListeners(50);
    const parts: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => {
      let start = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        parts.push(chunk.subarray(start, end));
        this.#read(JSON.parse(Buffer.concat(parts.splice(0)).toString()) as Reply);
        start = end + 1;
      }
      parts.push(chunk.subarray(start));
    });
    incoming.on('close', () => this.close('the browser is gone'));
    incoming.on('error', () => undefined);
    out.on('error', () => undefined);
  }

  #read({ id, method, params = {}, result = {}, error, sessionId }: Reply): void {
    if (id === undefined) {
      this.#events.emit(`${sessionId ?? ''} ${method}`, params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result);
  }

  /** Calls a method of the browser, or of the page that this session is for. */
  async send(
    method: string,
    params: Record<string, unknown> = {},
    sessionId?: string,
  ): Promise<Record<string, unknown>> {
    if (this.#closed) throw this.#closed;
    const id = ++this.#last;
    const answered = Promise.withResolvers<Record<string, unknown>>();
    const timer = setTimeout(
      () => answered.reject(new Error(`the browser did not answer to ${method}`)),
      longest,
    );
    this.#waiting.set(id, answered);
    this.#out.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    try {
      return await answered.promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  on(event: string, listener: (params: Record<string, unknown>) => void, sessionId = ''): void {
    this.#events.on(`${sessionId} ${event}`, listener);
  }

  /** Refuses what waits, and what comes. */
  close(why: string): void {
    this.#closed ??= new Error(why);
    for (const { reject } of this.#waiting.values()) reject(this.#closed);
    this.#waiting.clear();
  }
}
