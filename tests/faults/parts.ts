import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';
import { expect } from '@playwright/test';
import { Redis } from 'ioredis';
import { type Ports, portsFrom } from '../../stack/ports.ts';
import { setting } from '../e2e/people';

/** The parts of the stack that the tests run on, as its launcher calls them: two web servers and two LiveKit nodes behind the gateway. */
export type Part =
  | 'gateway'
  | 'web-1'
  | 'web-2'
  | 'postgres'
  | 'redis'
  | 'livekit-1'
  | 'livekit-2'
  | 'versitygw'
  | 'recorder';

const folder = () => setting('WEBMTG_DATA');

const readMark = (name: string) =>
  JSON.parse(readFileSync(path.join(folder(), 'run', `${name}.json`), 'utf8')) as Record<string, number>;

/** The stack's ports, by part. */
const ports = (): Ports => {
  const { port = 0, instances, nodes } = readMark('launcher');
  return portsFrom(port, instances, nodes);
};

/** Where each web server is reached past the gateway. */
export const instanceUrls = () => ports().instances.map((port) => `http://localhost:${port}`);

const pidOf = (part: Part) => readMark(part)['pid'] ?? 0;

/** Sends a part a signal; what this returns waits until it has ended and the launcher has started it anew. */
const signal = (part: Part, name: NodeJS.Signals) => {
  const before = pidOf(part);
  process.kill(before, name);
  return async () =>
    await expect
      .poll(() => pidOf(part), { message: `${part} is started anew`, intervals: [50], timeout: 60_000 })
      .not.toBe(before);
};

/** Ends a part as a crash does, and waits until the launcher has started it anew. */
export const crash = async (part: Part) => await signal(part, 'SIGKILL')();

/** Asks a part to stop, as an update does; what this returns waits until the launcher has started it anew. */
export const askToStop = (part: Part) => signal(part, 'SIGTERM');

/** Where a part listens; null for one that listens nowhere. */
export const portOf = (part: Part): number | null => {
  const all = ports();
  const [kind, number] = part.split('-');
  if (kind === 'web') return all.instances[Number(number) - 1] ?? null;
  if (kind === 'livekit') return all.nodes[Number(number) - 1]?.livekit ?? null;
  if (part === 'gateway') return all.web;
  return part === 'postgres' || part === 'redis' || part === 'versitygw' ? all[part] : null;
};

/** Waits until something listens where a part does; a recorder listens nowhere. */
export const isListening = async (part: Part) => {
  const port = portOf(part);
  if (port === null) return;
  const knock = async () =>
    await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', () => resolve(false));
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
    });
  await expect.poll(knock, { message: `${part} listens`, intervals: [50], timeout: 60_000 }).toBe(true);
};

/**
 * Has Redis remember past its end what it knows now: where tests run it keeps nothing on disk, where people meet it
 * does. What this returns waits until it is back, and has it forget the same.
 */
export const keepRedis = async () => {
  const redis = new Redis(setting('REDIS_URL'));
  redis.on('error', () => undefined);
  await redis.save();
  return async () => {
    await expect.poll(async () => await redis.ping().catch(() => ''), { timeout: 30_000 }).toBe('PONG');
    redis.disconnect();
    rmSync(path.join(folder(), 'redis', 'dump.rdb'));
  };
};

/** Takes a port, if it is free. */
const occupy = async (port: number): Promise<Server | null> =>
  await new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

/** Ends a part and keeps it away, its port taken, until the function that this returns is called. */
export const keepAway = async (part: 'postgres' | 'redis' | 'versitygw' | 'web-1' | 'web-2') => {
  const port = portOf(part) ?? 0;
  const forget = part === 'redis' ? await keepRedis() : null;
  let squatter: Server | null = null;
  const attempt = async () => {
    try {
      process.kill(pidOf(part), 'SIGKILL');
    } catch {
      // It is dead already; the launcher may have been quicker the last time.
    }
    squatter ??= await occupy(port);
    return squatter !== null;
  };
  await expect.poll(attempt, { message: `the port of ${part}`, timeout: 30_000 }).toBe(true);
  return async () => {
    // Not by its process: the one that comes up just now may be the one that gets the port.
    await new Promise((resolve) => {
      squatter?.close(resolve);
    });
    await isListening(part);
    await forget?.();
  };
};

/** Where the recorder keeps what it is filming. */
export const recorderFolder = () => path.join(folder(), 'recorder');

/** Command lines of the processes that film: Chromium on a profile in the recorder's folder, and its ffmpeg. */
export const filming = (): string[] =>
  readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return command.includes(`${recorderFolder()}/`) ? [command] : [];
    } catch {
      return [];
    }
  });

/** Bytes that a part has read since it was started: of files, and of the line. */
export const bytesReadBy = (part: Part) =>
  Number(/^rchar: (\d+)$/m.exec(readFileSync(`/proc/${pidOf(part)}/io`, 'utf8'))?.[1]);

/** What a part has written to its log. */
export const logOf = (part: Part) => readFileSync(path.join(folder(), 'log', `${part}.log`), 'utf8');

interface GatewayAnswer {
  method: string;
  path: string;
  status: number;
  /** Whom it asked, one after the other. */
  upstream: string;
}

/** What the gateway has answered, by its log from a place on. */
export const gatewayAnswers = (from: number) =>
  logOf('gateway')
    .slice(from)
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as GatewayAnswer);
