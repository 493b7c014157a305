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

/**
 * A blink is waited through. From the second attempt on that finds nobody, commands fail at once instead of waiting for
 * the next: a page would wait for seconds, and one by one, to be told the same.
 */
const failFastWhenAway = (client: Redis) => {
  let attempts = 0;
  client.on('reconnecting', () => {
    attempts += 1;
    client.options.enableOfflineQueue = attempts < 2;
  });
  client.on('ready', () => {
    attempts = 0;
    client.options.enableOfflineQueue = true;
  });
  return client;
};

/** Redis at `url`, by a connection whose commands fail after three seconds at the latest. */
export const connectRedis = (url: string) => {
  const client = new Redis(url, {
    maxRetriesPerRequest: 1,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    // Scattered: many instances wait for the same Redis.
    retryStrategy: (attempt) => Math.min(attempt * 200, 2_000) * (0.5 + Math.random() / 2),
  });
  return failFastWhenAway(tellState(client, 'commands'));
};

const globals = globalThis as { webmtgRedis?: Redis };

/** The Redis connection of this process. A command fails after three seconds rather than wait for ever. */
export const redis = () => (globals.webmtgRedis ??= connectRedis(env().REDIS_URL));

/** A connection of its own, under a name for the log: what it is asked waits for Redis as long as it takes. */
export const patientRedis = (name: string, options: RedisOptions = {}) =>
  tellState(
    redis().duplicate({
      maxRetriesPerRequest: null,
      commandTimeout: undefined,
      // Also where it is made in the middle of an outage.
      enableOfflineQueue: true,
      ...options,
    }),
    name,
  );

/** Whether an error of BullMQ's is none of its own: each of its connections tells of every attempt to reach Redis. */
export const isRedisAway = () => redis().status !== 'ready';
