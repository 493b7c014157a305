import { readdirSync, readFileSync } from 'node:fs';
import { setting } from '../../e2e/people.ts';

const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const findServer = () => {
  const { port } = new URL(setting('WEBMTG_URL'));
  const pid = readdirSync('/proc').find(
    (name) =>
      /^\d+$/.test(name) &&
      read(`/proc/${name}/cmdline`).includes('src/server/web.ts') &&
      read(`/proc/${name}/environ`).split('\0').includes(`PORT=${port}`),
  );
  if (!pid) throw new Error('the web server is not among the processes');
  return pid;
};

const pid = findServer();

/** Megabytes that the web server's process holds in memory (VmRSS, proc(5)). */
export const residentMemory = () => {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) / 1000;
};
