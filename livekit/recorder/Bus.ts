import type { Message } from '@bufbuild/protobuf';
import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { Msg } from './psrpcMessages.ts';

const TYPE_URL = 'type.googleapis.com/';
/** Seconds for which a payload that one server has taken is kept from the others. */
const LOCK = 5;

type Listener = (typeName: string, value: Uint8Array, payload: Buffer) => void;

/** Names of a channel's parts as psrpc writes them: joined by bars, what isn't a letter, a digit or _ as its code. */
export const channelOf = (...parts: string[]): string =>
  parts
    .filter((part) => part !== '')
    .map((part) =>
      part.replaceAll(/[^0-9A-Za-z_]/gu, (char) => {
        const code = char.codePointAt(0) ?? 0;
        return code > 0xffff
          ? `U+${code.toString(16).padStart(8, '0')}`
          : `u+${code.toString(16).padStart(4, '0')}`;
      }),
    )
    .join('|');

/** The message bus of LiveKit's parts: psrpc's protocol over Redis pub/sub. */
export class Bus {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(url: string, log: Logger) {
    // A call that is given up after its time is better than one that waits for Redis in a queue.
    this.#publisher = new Redis(url, { maxRetriesPerRequest: 1 });
    this.#subscriber = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: false });
    for (const redis of [this.#publisher, this.#subscriber])
      redis.on('error', (error) => log.warn({ error: error.message }, 'redis'));
    this.#subscriber.on('messageBuffer', (channel: Buffer, payload: Buffer) => {
      const { typeUrl, value } = Msg.fromBinary(payload);
      const typeName = typeUrl.slice(TYPE_URL.length);
      for (const listener of this.#listeners.get(channel.toString()) ?? [])
        listener(typeName, value, payload);
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

  async publish<T extends Message<T>>(channel: string, message: T): Promise<void> {
    const type = message.getType();
    const payload = new Msg({ typeUrl: `${TYPE_URL}${type.typeName}`, value: message.toBinary() });
    await this.#publisher.publish(channel, Buffer.from(payload.toBinary()));
  }

  /** Listens on a channel, through every loss of Redis, until the function that it returns is called. */
  async subscribe(channel: string, listener: Listener): Promise<() => Promise<void>> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    await this.#subscriber.subscribe(channel);
    return async () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      this.#listeners.delete(channel);
      await this.#subscriber.unsubscribe(channel).catch(() => undefined);
    };
  }

  /** Whether this server is the first to see a payload that only one may take. */
  async isFirst(payload: Buffer): Promise<boolean> {
    const key = createHash('sha256').update(payload).digest('base64');
    return (await this.#publisher.set(key, '1', 'EX', LOCK, 'NX')) === 'OK';
  }

  close(): void {
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }
}
