import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { root } from '../../stack/folders.ts';
import { endOrphans } from '../../stack/lock.ts';
import { freePortsFrom } from '../../stack/ports.ts';
import { Launcher, makeTestFolder } from './Launcher.ts';

const checkout = path.join(makeTestFolder('copy'), 'my meetings');
const data = path.join(checkout, '.data');
let launcher: Launcher | undefined;

// Hard links: as good as a copy to whoever only reads, and a gigabyte of packages costs a second.
function link(from: string, to: string, leftOut: string[]): void {
  mkdirSync(to, { recursive: true });
  const entries = readdirSync(from).filter((name) => !leftOut.includes(name));
  const { status, stderr } = spawnSync('cp', ['-al', ...entries.map((name) => path.join(from, name)), to]);
  if (status !== 0) throw new Error(stderr.toString());
}

afterAll(async () => {
  launcher?.process.kill('SIGTERM');
  await launcher?.exit;
  await endOrphans(data);
});

test('a second checkout, in a folder whose name has a space, runs beside this one', async () => {
  link(root, checkout, ['.git', '.data', '.next']);
  link(path.join(root, '.next'), path.join(checkout, '.next'), ['cache', 'dev']);
  link(path.join(root, '.data', 'bin'), path.join(data, 'bin'), []);
  const ports = await freePortsFrom(4900);
  launcher = new Launcher(['up', '--port', String(ports.web)], data, checkout);
  await launcher.said('WebMTG is ready');
  expect(launcher.output).not.toContain('compiling');
  expect((await fetch(`http://localhost:${ports.web}/`)).status).toBe(200);
});
