import { createServer, type Server } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { setting } from '../e2e/people';

/** The parts of the stack that the tests run on, as its launcher calls them. */
export type Part = 'web' | 'postgres' | 'redis' | 'livekit' | 'versitygw' | 'recorder';

const folder = () => setting('WEBMTG_DATA');

const pidOf = (part: Part) => {
  const { pid } = JSON.parse(readFileSync(path.join(folder(), 'run', `${part}.json`), 'utf8')) as {
    pid: number;
  };
  return pid;
};

/** Ends a part as a crash does, and waits until the launcher has started it anew. */
export const crash = async (part: Part) => {
  const before = pidOf(part);
  process.kill(before, 'SIGKILL');
  await expect
    .poll(() => pidOf(part), { message: `${part} is started anew`, timeout: 60_000 })
    .not.toBe(before);
};

/** Takes a port, if it is free. */
const occupy = async (port: number): Promise<Server | null> =>
  await new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

const isStoreThere = async () =>
  await fetch(`${setting('S3_ENDPOINT')}/health`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Ends the object store and keeps it away, its port taken, until the function that this returns is called. */
export const keepStoreAway = async () => {
  const port = Number(new URL(setting('S3_ENDPOINT')).port);
  let squatter: Server | null = null;
  const attempt = async () => {
    // The launcher may have been quicker the last time.
    if (await isStoreThere()) process.kill(pidOf('versitygw'), 'SIGKILL');
    squatter ??= await occupy(port);
    return squatter !== null;
  };
  await expect.poll(attempt, { message: 'the port of the object store', timeout: 30_000 }).toBe(true);
  return async () => {
    squatter?.close();
    await expect.poll(isStoreThere, { message: 'the object store is back', timeout: 60_000 }).toBe(true);
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

/** What a part has written to its log. */
export const logOf = (part: Part) => readFileSync(path.join(folder(), 'log', `${part}.log`), 'utf8');
