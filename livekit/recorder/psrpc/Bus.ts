import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { log } from '../log.ts';

type Listener = (payload: Buffer) => void;

const lockSeconds = 5;

/** psrpc's message bus: Redis' channels. It comes back by itself after Redis was away, its subscriptions too. */
export class Bus {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #listeners = new Map<string, Listener>();

  constructor(url: string) {
    const connect = (name: string, maxRetriesPerRequest: number | null) => {
      const redis = new Redis(url, {
        maxRetriesPerRequest,
        // The question whether Redis is ready is none that a subscribing connection may ask.
        enableReadyCheck: false,
        // Without that question ioredis takes a connection that is cut while it introduces itself, as by a proxy, for
        // ready, and never tries again.
        disableClientInfo: true,
        // Its own memory of subscriptions doesn't outlive such a connection either.
        autoResubscribe: false,
        retryStrategy: (times) => Math.min(times * 100, 1000),
      });
      // Once for each time that it is away: it is tried again several times a second.
      let isAway = false;
      redis.on('error', (error: NodeJS.ErrnoException) => {
        if (!isAway) log.warn({ error: error.message || error.code, connection: name }, 'redis is away');
        isAway = true;
      });
      redis.on('ready', () => {
        if (isAway) log.info({ connection: name }, 'redis is back');
        isAway = false;
      });
      return redis;
    };
    // A message that can't be sent is worth nothing later; a subscription must come in the end.
    this.#publisher = connect('publisher', 3);
    this.#subscriber = connect('subscriber', null);
    this.#subscriber.on('ready', () => {
      const channels = [...this.#listeners.keys()];
      // One that is cut off again is followed by the next.
      if (channels.length > 0) this.#subscriber.subscribe(...channels).catch(() => undefined);
    });
    this.#subscriber.on('messageBuffer', (channel: Buffer, payload: Buffer) => {
      this.#listeners.get(channel.toString())?.(payload);
    });
  }

  /** Calls back each time that Redis is there again after it was away: it may have lost what it knew. */
  onReturn(listener: () => void): void {
    let hasBeenThere = false;
    this.#publisher.on('ready', () => {
      if (hasBeenThere) listener();
      hasBeenThere = true;
    });
  }

  /** Listens on a channel, which has one listener; resolves once Redis knows. */
  async subscribe(channel: string, listener: Listener): Promise<void> {
    this.#listeners.set(channel, listener);
    await this.#subscriber.subscribe(channel);
  }

  async unsubscribe(channel: string): Promise<void> {
    this.#listeners.delete(channel);
    await this.#subscriber.unsubscribe(channel);
  }

  async publish(channel: string, payload: Buffer): Promise<void> {
    await this.#publisher.publish(channel, payload);
  }

  /** Whether this process is the one of those that got this payload which is to handle it. */
  async isMine(payload: Buffer): Promise<boolean> {
    const key = createHash('sha256').update(payload).digest('base64');
    return (await this.#publisher.set(key, '1', 'EX', lockSeconds, 'NX')) === 'OK';
  }

  close(): void {
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }
}
