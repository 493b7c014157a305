import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

const unlimited = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** Somebody at a room's door or behind it, without a browser: their session, and the requests of their page. */
export class Lobbyist {
  readonly #site: string;
  readonly #roomId: string;
  readonly #cookie: string;
  readonly #streams: IncomingMessage[] = [];
  readonly #admitted = Promise.withResolvers<void>();

  constructor(site: string, roomId: string, cookie: string) {
    this.#site = site;
    this.#roomId = roomId;
    this.#cookie = cookie;
  }

  get admitted() {
    return this.#admitted.promise;
  }

  /** Asks to come in; returns the milliseconds that it took. */
  async knock() {
    const start = performance.now();
    await this.#mutate('rooms.knock', {});
    return performance.now() - start;
  }

  async admitAll() {
    await this.#mutate('rooms.admit', { people: null });
  }

  /** Holds the place; done when the server has said that one waits. */
  async wait() {
    const waiting = Promise.withResolvers<void>();
    await this.#listen('rooms.liveLobby', (chunk) => {
      if (chunk.includes('"waiting"')) waiting.resolve();
      if (chunk.includes('"admitted"')) this.#admitted.resolve();
    });
    await waiting.promise;
  }

  /** Listens as a host's page does, which fetches the list anew whenever the server says so. */
  async watchLobby() {
    const opened = Promise.withResolvers<void>();
    let wanted = Number.POSITIVE_INFINITY;
    const reached = Promise.withResolvers<void>();
    let isBusy = false;
    let isOld = false;
    const fetchList = async () => {
      if (isBusy) {
        isOld = true;
        return;
      }
      isBusy = true;
      do {
        isOld = false;
        if ((await this.#countLobby()) >= wanted) reached.resolve();
      } while (isOld);
      isBusy = false;
    };
    await this.#listen('rooms.live', (chunk) => {
      if (chunk.includes('"open"')) opened.resolve();
      if (chunk.includes('"lobby"')) fetchList().catch(reached.reject);
    });
    await opened.promise;
    return {
      until: async (count: number) => {
        wanted = count;
        await reached.promise;
      },
    };
  }

  close() {
    for (const stream of this.#streams) stream.destroy();
  }

  #query(path: string) {
    const input = encodeURIComponent(JSON.stringify({ roomId: this.#roomId }));
    return get(`${this.#site}/api/trpc/${path}?input=${input}`, {
      agent: unlimited,
      headers: { cookie: this.#cookie },
    });
  }

  async #countLobby() {
    const [response] = (await once(this.#query('rooms.lobby'), 'response')) as [IncomingMessage];
    const { result } = JSON.parse(await text(response)) as { result: { data: unknown[] } };
    return result.data.length;
  }

  async #listen(path: string, hear: (chunk: string) => void) {
    const [response] = (await once(this.#query(path), 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    response.on('data', hear);
    this.#streams.push(response);
  }

  async #mutate(path: string, input: object) {
    const asked = request(`${this.#site}/api/trpc/${path}`, {
      method: 'POST',
      agent: unlimited,
      headers: { cookie: this.#cookie, origin: this.#site, 'content-type': 'application/json' },
    });
    asked.end(JSON.stringify({ roomId: this.#roomId, ...input }));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const answer = await text(response);
    if (response.statusCode !== 200)
      throw new Error(`${path} answered ${response.statusCode ?? '?'}: ${answer}`);
  }
}
