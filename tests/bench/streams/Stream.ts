import type { ClientRequest } from 'node:http';
import { Agent, get } from 'node:https';
import { readEvents } from './readEvents.ts';

export interface Site {
  port: number;
  authority: string;
  /** The certificate of the authority that the gateway's is from. */
  ca: string;
}

export interface Person {
  roomId: string;
  cookie: string;
}

export interface Heard {
  /** `phase` counts what streams are made of: what was missed, then what is live, then what was missed after a cut. */
  message: (id: string, phase: number) => void;
  trouble: (what: string) => void;
}

/** Milliseconds until a stream that was refused is asked for again, as the browser's own EventSource has it. */
const PATIENCE = 1000;

/** A connection for each, as each is a browser of its own. */
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

/** The live stream of one browser: it comes back whenever it ends, and names the last event that it had. */
export class Stream {
  connections = 0;
  readonly #site: Site;
  readonly #person: Person;
  readonly #heard: Heard;
  readonly #opened = Promise.withResolvers<void>();
  #request: ClientRequest | undefined;
  #lastId = '';
  #phase = 0;

  constructor(site: Site, person: Person, heard: Heard) {
    this.#site = site;
    this.#person = person;
    this.#heard = heard;
  }

  /** Done when the server has said that it listens. */
  async open(): Promise<void> {
    this.#connect();
    await this.#opened.promise;
  }

  /** Cuts the line, as a network does. */
  cut(): void {
    this.#request?.destroy();
  }

  #connect(): void {
    this.connections += 1;
    this.#phase += 1;
    const { port, authority, ca } = this.#site;
    const input = encodeURIComponent(JSON.stringify({ roomId: this.#person.roomId }));
    const request = get({
      host: '127.0.0.1',
      servername: 'localhost',
      port,
      ca,
      agent,
      path: `/api/trpc/rooms.live?input=${input}`,
      headers: {
        host: authority,
        cookie: this.#person.cookie,
        ...(this.#lastId === '' ? {} : { 'last-event-id': this.#lastId }),
      },
    });
    this.#request = request;
    let wasOpen = false;
    request.once('response', (response) => {
      if (response.statusCode !== 200) this.#heard.trouble(`a stream was answered ${response.statusCode}`);
      response.setEncoding('utf8').on(
        'data',
        readEvents(({ type, data, id }) => {
          if (id !== undefined) this.#lastId = id;
          if (type === 'serialized-error') this.#heard.trouble(`a stream was told ${data}`);
          if (type !== 'message') return;
          const event = JSON.parse(data) as { type: string; message?: { id: string } };
          if (event.message) this.#heard.message(event.message.id, this.#phase);
          if (event.type !== 'open') return;
          wasOpen = true;
          this.#phase += 1;
          this.#opened.resolve();
        }),
      );
      // A line that was cut: what matters is that it is over.
      response.on('error', () => undefined);
    });
    request.on('error', () => undefined);
    request.once('close', () => {
      if (wasOpen) this.#connect();
      else setTimeout(() => this.#connect(), PATIENCE);
    });
  }
}
