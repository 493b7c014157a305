import 'server-only';
import { EventEmitter, on } from 'node:events';
import type { Redis } from 'ioredis';
import type { RoomEvent, TenantEvent } from '@/shared/events';
import type { StoredMessage } from './chat/messages';
import { log } from './log';
import { redis } from './redis';

/** What instances tell each other: what streams carry, and what makes them prove their right again. */
export interface Channels {
  room: RoomEvent<StoredMessage> | { type: 'access' };
  tenant: TenantEvent;
  session: { type: 'access' };
}
type Noun = keyof Channels;

const channelOf = (noun: Noun, id: string) => `live:${noun}:${id}`;

/** Tells every instance's streams of this room, tenant or session. */
export const publish = async <N extends Noun>(noun: N, id: string, event: Channels[N]) => {
  await redis().publish(channelOf(noun, id), JSON.stringify(event));
};

interface Subscriber {
  connection: Redis;
  /** Emits under a channel's name, to as many as listen. */
  emitter: EventEmitter;
}

const connect = (): Subscriber => {
  // It waits for Redis as long as it takes, and subscribes again by itself after a cut.
  const connection = redis().duplicate({ maxRetriesPerRequest: null, commandTimeout: undefined });
  connection.on('error', (error) => log().warn({ error: error.message }, 'redis subscriber'));
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  connection.on('message', (channel: string, text: string) => emitter.emit(channel, JSON.parse(text)));
  return { connection, emitter };
};

const globals = globalThis as { webmtgSubscriber?: Subscriber };

/** The one subscribing connection of this process. */
const subscriber = () => (globals.webmtgSubscriber ??= connect());

type Subjects = { [N in Noun]?: string };
type Heard<S extends Subjects> = Channels[Extract<keyof S, Noun>];

/**
 * Listens on behalf of one stream, from the moment that this returns: what comes before the iterator is first
 * asked waits in it. Ends with `signal`.
 */
export const listen = async <S extends Subjects>(
  subjects: S,
  signal: AbortSignal,
): Promise<AsyncIterable<Heard<S>>> => {
  const { connection, emitter } = subscriber();
  const channels = Object.entries(subjects).map(([noun, id]) => channelOf(noun as Noun, id));
  const inbox = new EventEmitter();
  const put = (event: unknown) => inbox.emit('event', event);
  const events = on(inbox, 'event', { signal });
  for (const channel of channels) emitter.on(channel, put);
  signal.addEventListener(
    'abort',
    () => {
      for (const channel of channels) {
        emitter.off(channel, put);
        if (emitter.listenerCount(channel) === 0) connection.unsubscribe(channel).catch(() => undefined);
      }
    },
    { once: true },
  );
  await connection.subscribe(...channels);
  return (async function* () {
    try {
      for await (const [event] of events) yield event as Heard<S>;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  })();
};
