import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second. */
const TICKS = 100;

const read = (pid: string) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user = 0, system = 0] = fields.slice(11, 13).map(Number);
    return [{ pid, parent: fields[1], seconds: (user + system) / TICKS }];
  } catch {
    return [];
  }
};

/** Seconds of processor time that each process of a tree has had so far, by its id. */
export const timesOfTree = (root: number): Map<string, number> => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(read);
  const times = new Map<string, number>();
  const add = (pid: string) => {
    const found = all.find((one) => one.pid === pid);
    if (found) times.set(pid, found.seconds);
    for (const child of all.filter(({ parent }) => parent === pid)) add(child.pid);
  };
  add(String(root));
  return times;
};

/** Seconds of processor time that a tree has had since; `before` is what `timesOfTree` said then. */
export const spentSince = (before: Map<string, number>, root: number): number =>
  [...timesOfTree(root)].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
