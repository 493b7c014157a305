import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endOrphans } from '../../stack/lock.ts';
import { freePortsFrom } from '../../stack/ports.ts';
import { isAlive } from '../../stack/processes.ts';
import { Launcher, makeTestFolder, processesOf } from './Launcher.ts';

const folder = path.join(makeTestFolder('up-instances'), 'with a space');
const ports = await freePortsFrom(5300, 2);
const launcher = new Launcher(['up', '--port', String(ports.web), '--instances', '2'], folder);

afterAll(async () => {
  launcher.process.kill('SIGTERM');
  await launcher.exit;
  await endOrphans(folder);
});

const status = () =>
  new Promise<number>((resolve, reject) => {
    const ca = readFileSync(path.join(folder, 'certificates', 'ca.pem'));
    const sent = request(`https://localhost:${ports.web}/api/health`, { ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });

test('npm start -- --instances 2 serves by TLS, and says whom browsers are to believe', async () => {
  await launcher.said('WebMTG is ready');
  expect(launcher.output).toContain(`https://localhost:${ports.web}`);
  const authority = readFileSync(path.join(folder, 'certificates', 'ca.pem'), 'utf8');
  const [address = ''] = /http:\S+\/ca\.pem/.exec(launcher.output) ?? [];
  expect(await (await fetch(address)).text()).toBe(authority);
  expect(launcher.output).toContain(new X509Certificate(authority).fingerprint256);
  for (const part of ['web-1', 'web-2', 'gateway'])
    expect(launcher.output).toMatch(new RegExp(`^  ${part} +ready in .+${part}\\.log\\)$`, 'm'));
  expect(await status()).toBe(200);
});

test('a gateway that dies is back in a second or two', async () => {
  process.kill(launcher.pidOf('gateway'), 'SIGKILL');
  await launcher.said(/gateway +is back after/);
  expect(await status()).toBe(200);
});

test('all of it ends on SIGTERM', async () => {
  const before = processesOf(folder);
  launcher.process.kill('SIGTERM');
  expect(await launcher.exit).toBe(0);
  expect(before.filter(isAlive)).toEqual([]);
});
