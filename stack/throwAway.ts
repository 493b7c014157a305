import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, root, shown } from './folders.ts';
import { endOrphans, findLauncher } from './lock.ts';
import { freePortsFrom, portsFrom } from './ports.ts';
import type { Command } from './runCommand.ts';
import { Stack } from './Stack.ts';

const prefix = 'test-';

// What a run that was killed outright has left: its processes, then its folder.
async function clearAway(parent: string): Promise<void> {
  const old = readdirSync(parent).filter((name) => name.startsWith(prefix));
  for (const folder of old.map((name) => path.join(parent, name))) {
    if (findLauncher(folder)) continue;
    // Tests bring up stacks of their own inside of it.
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory() && entry.name === 'run') await endOrphans(entry.parentPath);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A stack on ports and data of its own, which leaves only its logs behind (.data/log/last-test), or all with --keep. */
export async function openThrowAwayStack(
  { keep }: Command,
  { port, isKept }: { port: number | undefined; isKept: boolean },
): Promise<Stack> {
  const parent = makeFolder(root, '.data');
  await clearAway(parent);
  const folder = mkdtempSync(path.join(parent, isKept ? 'kept-' : prefix));
  // mkdtemp closes it to others, and PostgreSQL may run as one of them.
  chmodSync(folder, 0o755);
  const remove = () => {
    if (isKept || !existsSync(folder)) return;
    const logs = path.join(makeFolder(parent, 'log'), 'last-test');
    rmSync(logs, { recursive: true, force: true });
    if (existsSync(path.join(folder, 'log'))) renameSync(path.join(folder, 'log'), logs);
    rmSync(folder, { recursive: true, force: true });
  };
  // Registered before the stack, so removed after it has stopped.
  keep({ stop: async () => remove(), kill: remove });
  const ports = port === undefined ? await freePortsFrom(4300) : portsFrom(port);
  if (isKept) console.log(`Data and logs stay in ${shown(folder)}`);
  return keep(await Stack.open({ folder, ports, isThrowAway: true }));
}
