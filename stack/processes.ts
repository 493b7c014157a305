import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Names one process for good: a pid alone may be another program by tomorrow. */
export type ProcessMark = { pid: number; started: string };

export function markOf(pid: number): ProcessMark | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name, in brackets, may hold spaces: count fields from after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return { pid, started: `${boot} ${fields[19]}` };
  } catch {
    return undefined;
  }
}

export function isAlive(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.started === mark.started;
}

export function readMark(file: string): ProcessMark | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark;
  } catch {
    return undefined;
  }
}

/** Signals a process and all it started (each part leads its own group); false when nothing is there. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Asks by `signal`, waits, then kills the group. */
export async function endProcess(mark: ProcessMark, signal: NodeJS.Signals, seconds: number): Promise<void> {
  const began = Date.now();
  let asked = 0;
  while (isAlive(mark) && Date.now() - began < seconds * 1000) {
    // Asked again every two seconds: while a call is on, LiveKit takes only the second signal as an order.
    if (Date.now() - began >= asked * 2000) {
      process.kill(mark.pid, signal);
      asked++;
    }
    await wait(25);
  }
  signalGroup(mark.pid, 'SIGKILL');
}
