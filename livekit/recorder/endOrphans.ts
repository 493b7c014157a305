import { readdirSync, readFileSync } from 'node:fs';

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};

/**
 * Ends what an earlier process that was killed may have left filming: Chromium and ffmpeg end by themselves when their
 * pipes close, unless they hang. They are known by this recorder's folder in their command line.
 */
export const endOrphans = (folder: string): void => {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  for (const pid of pids) {
    if (!commandOf(pid).includes(`${folder}/`)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
};
