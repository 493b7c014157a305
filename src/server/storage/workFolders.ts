import 'server-only';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PREFIX = 'webmtg-transcode-';

const mine = new Set<string>();
let isWatching = false;

const removeAtExit = () => {
  if (isWatching) return;
  isWatching = true;
  process.once('exit', () => {
    for (const folder of mine) rmSync(folder, { recursive: true, force: true });
  });
};

/** A new folder for one job, named after this process; it goes with the process at the latest. */
export const makeWorkFolder = async () => {
  removeAtExit();
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  mine.add(folder);
  return folder;
};

/** Removes a job's folder with all that is in it. */
export const removeWorkFolder = async (folder: string) => {
  await rm(folder, { recursive: true, force: true });
  mine.delete(folder);
};

/** Sends a signal, 0 to ask only; whether there is such a process. */
const signal = (pid: number, name: 0 | 'SIGKILL') => {
  try {
    return process.kill(pid, name);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Ends programs that still work in a folder, where the system tells what they were called with (Linux). */
const endWorkIn = async (folder: string) => {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (words.some((word) => word.startsWith(`${folder}${path.sep}`))) signal(Number(pid), 'SIGKILL');
  }
};

/** Ends what processes that were killed left at work, and removes their folders. */
export const sweepWorkFolders = async () => {
  for (const name of await readdir(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (!pid || signal(Number(pid), 0)) continue;
    const folder = path.join(tmpdir(), name);
    await endWorkIn(folder);
    await removeWorkFolder(folder);
  }
};
