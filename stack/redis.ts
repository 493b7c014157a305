import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { aptInstall } from './aptInstall.ts';
import { findProgram } from './findProgram.ts';
import { makeFolder } from './folders.ts';
import type { Part, Setting } from './Part.ts';
import { StackError } from './StackError.ts';

type Access = Pick<Setting, 'ports' | 'secrets'>;

export function redisUrl({ ports, secrets }: Access, database = 0): string {
  return `redis://:${secrets.redisPassword}@127.0.0.1:${ports.redis}/${database}`;
}

/** Runs one command on a connection of its own; throws when Redis is not there. */
export async function askRedis<T>(url: string, ask: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2000 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await ask(redis);
  } finally {
    redis.disconnect();
  }
}

async function findServer(setting: Setting): Promise<string> {
  const find = () => findProgram('redis-server', 'valkey-server');
  const present = find();
  if (present) return present;
  const log = path.join(makeFolder(setting.folder, 'log'), 'redis-install.log');
  await aptInstall(
    { what: 'redis-server (or valkey-server)', packages: ['redis-server'], log },
    setting.signal,
  );
  // The package starts a server of its own, on Redis's usual port, that nobody asked for.
  spawnSync('service', ['redis-server', 'stop'], { stdio: 'ignore' });
  const installed = find();
  if (!installed) throw new StackError('redis-server was installed, but is not to be found in PATH.');
  return installed;
}

export async function redisPart(setting: Setting): Promise<Part> {
  const { folder, ports, secrets, isThrowAway } = setting;
  const file = await findServer(setting);
  const config = path.join(folder, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    `port ${ports.redis}`,
    `requirepass ${secrets.redisPassword}`,
    `dir ${JSON.stringify(makeFolder(folder, 'redis'))}`,
    `appendonly ${isThrowAway ? 'no' : 'yes'}`,
    'save ""',
    'daemonize no',
    'maxmemory-policy noeviction',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  return {
    name: 'redis',
    file,
    args: [config],
    isReady: async () => (await askRedis(redisUrl(setting), (redis) => redis.ping())) === 'PONG',
    readyWithinSeconds: 30,
    stopSignal: 'SIGTERM',
    stopWithinSeconds: 15,
  };
}
