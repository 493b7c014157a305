import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { PrismaClient } from '@/generated/prisma/client';
import { AppError } from '@/server/errors';
import { namingPart, orOutage } from '@/server/outage';
import { connectRedis } from '@/server/redis';
import { findProgram } from '../../stack/findProgram.ts';

/** A port where connections are treated as it says; without that, one that nobody listens on. */
const portOf = async (treat?: (socket: Socket) => void) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    treat?.(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  if (treat) onTestFinished(() => void server.close());
  else server.close();
  return port;
};

const codeOf = async (work: Promise<unknown>) => {
  const error: unknown = await orOutage(work).catch((cause: unknown) => cause);
  return error instanceof AppError ? error.appCode : error;
};

/** What PostgreSQL answers while it recovers after a crash (protocol 3.0, ErrorResponse). */
const startingUp = (socket: Socket) => {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up'];
  const body = Buffer.from(`${fields.join('\0')}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(body.length + 4, 1);
  socket.once('data', () => socket.end(Buffer.concat([head, body])));
};

const hangUp = (socket: Socket) => void socket.destroy();
const saySilence = () => undefined;

test.each([
  ['is not there', undefined],
  ['hangs up', hangUp],
  ['is only starting', startingUp],
  ['says nothing', saySilence],
])('a database that %s is named', async (_, treat) => {
  const connectionString = `postgres://nobody:nothing@127.0.0.1:${await portOf(treat)}/nowhere`;
  const db = new PrismaClient({ adapter: new PrismaPg({ connectionString, connectionTimeoutMillis: 500 }) });
  onTestFinished(async () => await db.$disconnect());
  expect(await codeOf(db.$queryRaw`SELECT 1`)).toBe('DATABASE_UNAVAILABLE');
  expect(await codeOf(db.tenant.count())).toBe('DATABASE_UNAVAILABLE');
  expect(await codeOf(db.$transaction(async (tx) => await tx.user.count()))).toBe('DATABASE_UNAVAILABLE');
});

test.each([
  ['is not there', undefined],
  ['hangs up', hangUp],
  [
    'loads what it had',
    (socket: Socket) => socket.on('data', () => socket.write('-LOADING Redis is loading\r\n')),
  ],
  ['says nothing', saySilence],
])('a Redis that %s is named', async (_, treat) => {
  const options = { maxRetriesPerRequest: 1, commandTimeout: 500, enableReadyCheck: false };
  const redis = new Redis(await portOf(treat), '127.0.0.1', options);
  redis.on('error', () => undefined);
  onTestFinished(() => redis.disconnect());
  expect(await codeOf(redis.get('anything'))).toBe('REDIS_UNAVAILABLE');
});

/** A Redis of the test's own, which can be killed and come back. */
const startRedis = async (port: number) => {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(findProgram('redis-server', 'valkey-server') ?? 'redis-server', args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface(child.stdout)) if (line.includes('Ready to accept')) break;
  return child;
};

test('while Redis is away commands fail at once, and they go through again when it is back', async () => {
  const port = await portOf();
  const first = await startRedis(port);
  const client = connectRedis(`redis://127.0.0.1:${port}`);
  onTestFinished(() => client.disconnect());
  expect(await client.ping()).toBe('PONG');
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(await codeOf(client.ping())).toBe('REDIS_UNAVAILABLE');
  const asked = performance.now();
  for (let call = 0; call < 20; call += 1) expect(await codeOf(client.ping())).toBe('REDIS_UNAVAILABLE');
  expect(await codeOf(client.multi().ping().exec())).toBe('REDIS_UNAVAILABLE');
  expect(performance.now() - asked).toBeLessThan(200);
  const isBack = once(client, 'ready');
  await startRedis(port);
  await isBack;
  expect(await client.ping()).toBe('PONG');
});

test('whatever else goes wrong stays what it is', () => {
  const cause = new Error('a mistake of ours', { cause: new TypeError('undefined is not a function') });
  expect(namingPart(cause)).toBe(cause);
  expect(namingPart('words')).toBe('words');
  const refusal = new AppError('ROOM_FULL');
  expect(namingPart(refusal)).toBe(refusal);
  expect(refusal.digest).toBeUndefined();
});
