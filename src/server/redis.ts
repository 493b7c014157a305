import 'server-only';
import { Redis, type RedisOptions } from 'ioredis';
import { env } from './env';
import { log } from './log';

/** Says once that a connection's Redis is away, and once that it is back: it is tried again several times a second. */
const tellState = (client: Redis, connection: string) => {
  let isAway = false;
  client.on('error', (error: NodeJS.ErrnoException) => {
    if (isAway) return;
    isAway = true;
    // Where a host has several addresses, the message is empty and the code says it.
    log().warn({ connection, error: error.message || error.code }, 'redis is away');
  });
  client.on('ready', () => {
    if (!isAway) return;
    isAway = false;
    log().info({ connection }, 'redis is back');
  });
  return client;
};

const connect = () =>
  tellState(
    new Redis(env().REDIS_URL, {
      maxRetriesPerRequest: 1,
      connectTimeout: 3_000,
      commandTimeout: 3_000,
      // Scattered: many instances wait for the same Redis.
      retryStrategy: (attempt) => Math.min(attempt * 200, 2_000) * (0.5 + Math.random() / 2),
    }),
    'commands',
  );

const globals = globalThis as { webmtgRedis?: Redis };

/** The Redis connection of this process. A command fails after three seconds rather than wait for ever. */
export const redis = () => (globals.webmtgRedis ??= connect());

/** A connection of its own, under a name for the log: what it is asked waits for Redis as long as it takes. */
export const patientRedis = (name: string, options: RedisOptions = {}) =>
  tellState(redis().duplicate({ maxRetriesPerRequest: null, commandTimeout: undefined, ...options }), name);

/** Whether an error of BullMQ's is none of its own: each of its connections tells of every attempt to reach Redis. */
export const isRedisAway = () => redis().status !== 'ready';
