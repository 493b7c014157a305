import 'server-only';
import { EventEmitter } from 'node:events';
import type { Redis } from 'ioredis';
import type { RoomEvent, TenantEvent } from '@/shared/events';
import type { StoredMessage } from './chat/messages';
import { AppError } from './errors';
import { patientRedis, redis } from './redis';

/** What instances tell each other: what streams carry, and what makes them prove their right again. */
export interface Channels {
  room:
    | RoomEvent<StoredMessage>
    | { type: 'access' }
    /** What stands in the way of those who wait has changed: for these, or for everybody. */
    | { type: 'door'; who: string[] | null };
  tenant: TenantEvent | { type: 'access' };
  session: { type: 'access' };
}
type Noun = keyof Channels;

const channelOf = (noun: Noun, id: string) => `live:${noun}:${id}`;

/** Tells every instance's streams of this room, tenant or session. */
export const publish = async <N extends Noun>(noun: N, id: string, event: Channels[N]) => {
  await redis().publish(channelOf(noun, id), JSON.stringify(event));
};

/** KEYS: the note. ARGV: what it says, its seconds, the channel, the event. What is noted already, or nothing. */
const PUBLISH_ONCE = `
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) then return redis.call('GET', KEYS[1]) end
redis.call('PUBLISH', ARGV[3], ARGV[4])
return false`;

/**
 * `publish` for an event that is told once, however often it is tried: telling it and noting so, for `seconds`, is one
 * step. Returns null, or what was noted when it was told before.
 */
export const publishOnce = async <N extends Noun>(
  [noun, id]: [noun: N, id: string],
  event: Channels[N],
  note: { key: string; value: string; seconds: number },
) => {
  const told = [channelOf(noun, id), JSON.stringify(event)];
  const noted = await redis().eval(PUBLISH_ONCE, 1, note.key, note.value, note.seconds, ...told);
  return typeof noted === 'string' ? noted : null;
};

/** Emitted when the connection to Redis is lost; no channel is called so. */
const CUT = 'cut';

interface Subscriber {
  connection: Redis;
  /** Emits under a channel's name, to as many as listen. */
  emitter: EventEmitter;
}

const connect = (): Subscriber => {
  // It waits for Redis as long as it takes, and subscribes again by itself after a cut. The question whether Redis
  // is ready is none that a subscribing connection may ask; and without that question it must not introduce itself
  // either: ioredis would take one that is cut meanwhile, as by a proxy, for ready, and never try again.
  const connection = patientRedis('streams', { enableReadyCheck: false, disableClientInfo: true });
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  // What was published during the cut is lost to this connection: streams end and resume from what is stored.
  connection.on('close', () => emitter.emit(CUT));
  connection.on('message', (channel: string, text: string) => emitter.emit(channel, JSON.parse(text)));
  return { connection, emitter };
};

const globals = globalThis as { webmtgSubscriber?: Subscriber };

/** The one subscribing connection of this process. */
const subscriber = () => (globals.webmtgSubscriber ??= connect());

type Subjects = { [N in Noun]?: string };
type Heard<S extends Subjects> = Channels[Extract<keyof S, Noun>];

/** Events that a stream may be behind by: who takes them slower is cut off, and resumes with its next stream. */
const BACKLOG_MAX = 2_000;

/**
 * Listens on behalf of one stream, from the moment that this returns: what comes before the iterator is first
 * asked waits in it. Ends with `signal`; fails STREAM_LOST where something may have been missed.
 *
 * An iterator written out, not a generator: each event passes a thousand of them, and this is half the time.
 */
export const listen = async <S extends Subjects>(
  subjects: S,
  signal: AbortSignal,
): Promise<AsyncIterable<Heard<S>>> => {
  const { connection, emitter } = subscriber();
  const channels = Object.entries(subjects).map(([noun, id]) => channelOf(noun as Noun, id));
  const backlog: Heard<S>[] = [];
  let waiting: PromiseWithResolvers<IteratorResult<Heard<S>>> | null = null;
  let isOver = false;
  const settle = () => {
    if (signal.aborted) waiting?.resolve({ done: true, value: undefined });
    else waiting?.reject(new AppError('STREAM_LOST'));
  };
  const end = () => {
    if (isOver) return;
    isOver = true;
    emitter.off(CUT, end);
    for (const channel of channels) {
      emitter.off(channel, put);
      if (emitter.listenerCount(channel) === 0) connection.unsubscribe(channel).catch(() => undefined);
    }
    settle();
  };
  const put = (event: Heard<S>) => {
    if (waiting) waiting.resolve({ done: false, value: event });
    else if (backlog.push(event) > BACKLOG_MAX) end();
    waiting = null;
  };
  emitter.on(CUT, end);
  for (const channel of channels) emitter.on(channel, put);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  else await connection.subscribe(...channels);
  const iterator: AsyncIterator<Heard<S>> = {
    next: async () => {
      const event = backlog.shift();
      if (event !== undefined) return { done: false, value: event };
      waiting = Promise.withResolvers();
      if (isOver) settle();
      return await waiting.promise;
    },
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
};
