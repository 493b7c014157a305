import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { endOrphans } from '../../stack/lock.ts';
import { freePortsFrom } from '../../stack/ports.ts';
import { isAlive } from '../../stack/processes.ts';
import { Launcher, makeTestFolder, processesOf } from './Launcher.ts';

const ready = 'WebMTG is ready';
const folder = path.join(makeTestFolder('up'), 'with a space');
const ports = await freePortsFrom(4500);
const up = () => new Launcher(['up', '--port', String(ports.web)], folder);
const health = async () => (await fetch(`http://localhost:${ports.web}/api/health`)).status;

let launcher = up();

afterAll(async () => {
  launcher.process.kill('SIGTERM');
  await launcher.exit;
  await endOrphans(folder);
});

// One story on one data folder: each test goes on from where the one before left the stack.
describe('npm start', () => {
  test('brings up every part and serves', async () => {
    await launcher.said(ready);
    expect(launcher.output).toContain(`http://localhost:${ports.web}`);
    for (const part of ['postgres', 'redis', 'livekit', 'versitygw', 'web']) {
      expect(launcher.output).toMatch(
        new RegExp(`^  ${part} +ready in [\\d.]+ s   \\(log: .+${part}\\.log\\)$`, 'm'),
      );
    }
    expect(await health()).toBe(200);
  });

  test('keeps its secrets from other accounts', () => {
    for (const file of ['secrets.json', 'redis.conf', 'livekit.yaml']) {
      expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
    }
  });

  test('refuses a second launcher on the same folder', async () => {
    const second = up();
    expect(await second.exit).toBe(1);
    expect(second.output).toContain(`already running`);
    expect(second.output).toContain(`http://localhost:${ports.web}`);
    expect(await health()).toBe(200);
  });

  test.each(['redis', 'livekit'])('restarts %s when it dies, and says so', async (part) => {
    const pid = launcher.pidOf(part);
    process.kill(pid, 'SIGKILL');
    await launcher.said(new RegExp(`${part} +was ended by SIGKILL; restarting in 1 s`));
    await launcher.said(new RegExp(`${part} +is back after`));
    expect(launcher.pidOf(part)).not.toBe(pid);
    await expect.poll(health, { timeout: 10_000 }).toBe(200);
  });

  test('ends everything on Ctrl-C, which arrives three times', async () => {
    const before = processesOf(folder);
    expect(before.length).toBeGreaterThan(6);
    for (let i = 0; i < 3; i++) launcher.process.kill('SIGINT');
    expect(await launcher.exit).toBe(0);
    expect(before.filter(isAlive)).toEqual([]);
    expect(processesOf(folder)).toEqual([]);
  });

  test('starts a second time within ten seconds', async () => {
    launcher = up();
    expect(await launcher.said(ready)).toBeLessThan(10_000);
    expect((await fetch(`http://localhost:${ports.web}/`)).status).toBe(200);
  });

  test('ends everything on SIGTERM', async () => {
    const before = processesOf(folder);
    launcher.process.kill('SIGTERM');
    expect(await launcher.exit).toBe(0);
    expect(before.filter(isAlive)).toEqual([]);
    expect(processesOf(folder)).toEqual([]);
  });
});
