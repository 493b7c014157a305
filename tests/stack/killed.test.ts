import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endOrphans } from '../../stack/lock.ts';
import { freePortsFrom } from '../../stack/ports.ts';
import { isAlive } from '../../stack/processes.ts';
import { Launcher, makeTestFolder, processesOf } from './Launcher.ts';

const folder = makeTestFolder('killed');
const ports = await freePortsFrom(4600);
const started: Launcher[] = [];

function up(): Launcher {
  const launcher = new Launcher(['up', '--port', String(ports.web)], folder);
  started.push(launcher);
  return launcher;
}

function isLauncher(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${path.sep}stack${path.sep}`);
}

afterAll(async () => {
  for (const launcher of started) launcher.process.kill('SIGTERM');
  await Promise.all(started.map(({ exit }) => exit));
  await endOrphans(folder);
});

async function startParts(launcher: Launcher): Promise<void> {
  for (const part of ['redis', 'livekit', 'postgres']) await launcher.said(new RegExp(`${part} +ready`));
}

test('what a killed launcher left behind is ended by the next start', async () => {
  const first = up();
  await startParts(first);
  const before = processesOf(folder);
  const launchers = before.filter(({ pid }) => isLauncher(pid));
  expect(launchers.length).toBe(2);
  // The launcher and main.mjs both, at once: neither can say goodbye to the parts.
  for (const { pid } of launchers) process.kill(pid, 'SIGKILL');
  await first.exit;
  const orphans = [first.pidOf('redis'), first.pidOf('livekit'), first.pidOf('postgres')];
  expect(before.filter(isAlive).map(({ pid }) => pid)).toEqual(expect.arrayContaining(orphans));

  const second = up();
  await second.said(/redis +ended: an earlier run had left it behind/);
  await startParts(second);
  expect(before.filter(isAlive)).toEqual([]);
});

test('when only main.mjs is killed, the launcher stops everything', async () => {
  const launcher = started.at(-1);
  const before = processesOf(folder);
  launcher?.process.kill('SIGKILL');
  await expect.poll(() => before.filter(isAlive), { timeout: 30_000 }).toEqual([]);
});
