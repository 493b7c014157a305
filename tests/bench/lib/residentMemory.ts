import { readFileSync } from 'node:fs';

/** Megabytes that a process holds in memory (VmRSS, proc(5)). */
export const residentMemory = (pid: number | string) => {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
};
