import { createServer } from 'node:net';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { setting } from '../e2e/people';

/** The parts of the stack that the tests run on, as its launcher calls them. */
export type Part = 'web' | 'redis' | 'livekit' | 'versitygw' | 'recorder';

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

/** Ends the object store and keeps it away, its port taken, until the function that this returns is called. */
export const keepStoreAway = async () => {
  const port = Number(new URL(setting('S3_ENDPOINT')).port);
  process.kill(pidOf('versitygw'), 'SIGKILL');
  const squatter = createServer((socket) => socket.destroy());
  await expect
    .poll(
      async () => {
        squatter.listen(port, '127.0.0.1');
        return await Promise.race([
          once(squatter, 'listening').then(() => true),
          once(squatter, 'error').then(() => false),
        ]);
      },
      { message: 'the port of the object store', timeout: 10_000 },
    )
    .toBe(true);
  return async () => {
    squatter.close();
    const health = `${setting('S3_ENDPOINT')}/health`;
    const isBack = async () =>
      await fetch(health).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(isBack, { message: 'the object store is back', timeout: 60_000 }).toBe(true);
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
