import 'server-only';
import { Redis } from 'ioredis';
import { env } from './env';
import { log } from './log';

const connect = () => {
  const client = new Redis(env().REDIS_URL, {
    maxRetriesPerRequest: 1,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    retryStrategy: (attempt) => Math.min(attempt * 200, 3_000),
  });
  client.on('error', (error) => log().warn({ error: error.message }, 'redis'));
  return client;
};

const globals = globalThis as { webmtgRedis?: Redis };

/** The Redis connection of this process. A command fails after three seconds rather than wait for ever. */
export const redis = () => (globals.webmtgRedis ??= connect());

/** A connection of its own for BullMQ's workers, which wait in blocking commands without a time limit. */
export const patientRedis = () =>
  redis().duplicate({ maxRetriesPerRequest: null, commandTimeout: undefined });
