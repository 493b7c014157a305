import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeFolder, root, shown } from './folders.ts';
import type { PartMark } from './lock.ts';
import type { Part } from './Part.ts';
import { endProcess, markOf, signalGroup } from './processes.ts';
import { say, seconds } from './progress.ts';
import { lastLines } from './runTool.ts';
import { StackError } from './StackError.ts';

export type Supervised = {
  name: string;
  /** Where its output goes, if not to the terminal. */
  log: string | undefined;
  /** Resolves when the part serves for the first time; rejects with what went wrong. */
  ready: Promise<void>;
  stop: () => Promise<void>;
  /** Ends it at once, without waiting. */
  kill: () => void;
};

const logLimit = 10_000_000;
const longestPause = 30;
/** A part that ran this long is healthy: its next restart comes quickly again. */
const healthyAfterMs = 60_000;

type Home = { folder: string; signal: AbortSignal };

/** Starts a part, keeps it running, and restarts it with growing pauses when it dies. */
export function supervise(part: Part, { folder, signal }: Home): Supervised {
  const log = path.join(makeFolder(folder, 'log'), `${part.name}.log`);
  const markFile = path.join(folder, 'run', `${part.name}.json`);
  let mark: PartMark | undefined;
  let pause = 1;
  let restarting: Promise<void> = Promise.resolve();

  if (existsSync(log) && statSync(log).size > logLimit) renameSync(log, `${log}.old`);

  function launch(): ChildProcess {
    const output = part.isShown ? ('inherit' as const) : openSync(log, 'a');
    const child = spawn(part.file, part.args, {
      cwd: root,
      env: { ...(part.env ?? process.env), WEBMTG_DATA: folder },
      stdio: ['ignore', output, output],
      // A group of its own: Ctrl-C in the terminal reaches the launcher only, which then stops parts in order.
      detached: true,
      ...part.user,
    });
    if (typeof output === 'number') closeSync(output);
    const found = child.pid ? markOf(child.pid) : undefined;
    mark = found && { ...found, stopSignal: part.stopSignal };
    if (mark) {
      // In one step, for whoever reads it in this moment.
      writeFileSync(`${markFile}.new`, JSON.stringify(mark));
      renameSync(`${markFile}.new`, markFile);
    }
    return child;
  }

  async function begin(): Promise<void> {
    signal.throwIfAborted();
    await part.beforeStart?.();
    signal.throwIfAborted();
    const began = Date.now();
    const child = launch();
    const life: { end?: string; isServing: boolean } = { isServing: false };
    child.once('error', (error) => {
      life.end = `could not be run: ${error.message}`;
    });
    child.once('exit', (code, killedBy) => {
      life.end = killedBy ? `was ended by ${killedBy}` : `ended with code ${code}`;
      if (child.pid) signalGroup(child.pid, 'SIGKILL');
      if (!life.isServing || signal.aborted) return;
      if (Date.now() - began > healthyAfterMs) pause = 1;
      restarting = restart(life.end);
    });
    while (!(await part.isReady().catch(() => false)) || life.end) {
      if (life.end) throw new StackError(explain(life.end));
      if (Date.now() - began > part.readyWithinSeconds * 1000) {
        if (mark) await endProcess(mark, part.stopSignal, part.stopWithinSeconds);
        throw new StackError(explain(`did not come up within ${part.readyWithinSeconds} seconds`));
      }
      await wait(40, undefined, { signal });
    }
    life.isServing = true;
  }

  function explain(what: string): string {
    const tail =
      existsSync(log) && !part.isShown ? ` Its last lines (all in ${shown(log)}):\n${lastLines(log)}` : '';
    return `${part.name} ${what}.${tail}`;
  }

  async function restart(why: string): Promise<void> {
    let reason = why;
    const died = performance.now();
    while (!signal.aborted) {
      say(part.name, `${reason}; restarting in ${pause} s`, log);
      try {
        await wait(pause * 1000, undefined, { signal });
        pause = Math.min(pause * 2, longestPause);
        await begin();
        say(part.name, `is back after ${seconds(died)}`);
        return;
      } catch (error) {
        reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      }
    }
  }

  const ready = begin();
  return {
    name: part.name,
    log: part.isShown ? undefined : log,
    ready,
    stop: async () => {
      if (mark) await endProcess(mark, part.stopSignal, part.stopWithinSeconds);
      await Promise.allSettled([ready, restarting]);
      rmSync(markFile, { force: true });
    },
    kill: () => {
      if (mark) signalGroup(mark.pid, 'SIGKILL');
      rmSync(markFile, { force: true });
    },
  };
}
