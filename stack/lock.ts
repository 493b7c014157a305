import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder, shown } from './folders.ts';
import { endProcess, isAlive, markOf, readMark, type ProcessMark } from './processes.ts';
import { StackError } from './StackError.ts';

type Address = { port: number; instances: number; nodes: number };
type Launcher = ProcessMark & Address;
export type PartMark = ProcessMark & { stopSignal: NodeJS.Signals };

const launcherFile = (folder: string) => path.join(folder, 'run', 'launcher.json');

/** The launcher that is at work on this data folder, if any. */
export function findLauncher(folder: string): Launcher | undefined {
  const launcher = readMark(launcherFile(folder));
  return launcher && isAlive(launcher) ? (launcher as Launcher) : undefined;
}

/** Writes this process's mark into a file, unless another one that is alive has done so. */
export function tryLock(file: string, extra: object): boolean {
  const content = JSON.stringify({ ...markOf(process.pid), ...extra });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, content, { flag: 'wx' });
      return true;
    } catch {
      const holder = readMark(file);
      if (holder && isAlive(holder)) return false;
      rmSync(file, { force: true });
    }
  }
  return false;
}

/** Makes this process the only launcher of a data folder; gives back the release. */
export function lockFolder(folder: string, address: Address): () => void {
  makeFolder(folder, 'run');
  const file = launcherFile(folder);
  if (!tryLock(file, address)) {
    const other = findLauncher(folder);
    const scheme = other && other.instances > 0 ? 'https' : 'http';
    throw new StackError(
      `WebMTG is already running from ${shown(folder)}: process ${other?.pid}, ${scheme}://localhost:${other?.port}\n` +
        'Stop that one first (Ctrl-C in its terminal), or start this one from another clone with --port.',
    );
  }
  return () => rmSync(file, { force: true });
}

/** Runs `work` while no other process of this checkout does the same. */
export async function alone<T>(file: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  makeFolder(path.dirname(file));
  while (!tryLock(file, {})) await wait(200, undefined, { signal });
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Ends what a launcher that was killed outright left running; gives the names of the parts. */
export async function endOrphans(folder: string): Promise<string[]> {
  const run = makeFolder(folder, 'run');
  const files = readdirSync(run).filter((file) => file.endsWith('.json') && file !== 'launcher.json');
  const ended = await Promise.all(
    files.map(async (file) => {
      const mark = readMark(path.join(run, file)) as PartMark | undefined;
      const isOrphan = mark !== undefined && isAlive(mark);
      if (isOrphan) await endProcess(mark, mark.stopSignal, 10);
      rmSync(path.join(run, file), { force: true });
      return isOrphan ? [path.basename(file, '.json')] : [];
    }),
  );
  return ended.flat();
}
