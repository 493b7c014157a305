import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeCertificate } from '../../stack/certificate.ts';
import { findNginx, workersUser } from '../../stack/gateway.ts';
import { fillGateway, gatewayDefaults } from '../../stack/gatewayConfig.ts';
import { compose } from '../stack/deploy/compose.ts';
import { loadStream } from './loadStream.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gateway-compose-'));
const { signal } = new AbortController();
afterAll(() => rmSync(folder, { recursive: true }));

const environment: Record<string, string> = {
  WEBMTG_HOST: 'meet.example.com',
  GATEWAY_TENANT_HOSTS: 'meet.acme.example *.tenants.example',
};

/** What Compose makes of ${NAME}, ${NAME:-default} and ${NAME:?complaint}, one within the other, too. */
function interpolate(value: string): string {
  const once = value.replaceAll(
    /\$\{(\w+)(?::([-?])([^{}]*))?\}/g,
    (_, name: string, kind?: string, other = '') => environment[name] ?? (kind === '-' ? other : ''),
  );
  return once === value ? value : interpolate(once);
}

// docker-compose.yml's gateway, but for what only its network and its image have: other containers' names, nginx's
// account, and `resolve` of servers, which is younger than Debian's nginx.
test('nginx takes what docker-compose.yml makes of the templates', async () => {
  const nginx = await findNginx({ folder, signal });
  const certificate = await makeCertificate({ folder, hosts: ['meet.example.com'] }, signal);
  const given = compose.services['gateway']?.environment ?? {};
  const values: NodeJS.Dict<string> = {
    ...gatewayDefaults(),
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [name, interpolate(value)])),
  };
  expect(values).toMatchObject({
    GATEWAY_TURN_HOST: 'turn.meet.example.com',
    GATEWAY_HSTS: 'max-age=31536000',
  });
  const here = (text = '') =>
    text
      .replaceAll(/\b(?:web|livekit):(\d+) resolve\b/g, '127.0.0.1:$1')
      .replaceAll('/run/gateway', folder)
      .replace('/conf/turn.conf', '/turn.conf');
  const local = {
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, here(value)])),
    GATEWAY_USER: workersUser(),
    GATEWAY_STREAM: `${await loadStream(nginx)} ${here(values['GATEWAY_STREAM'])}`,
    GATEWAY_LOG: path.join(folder, 'access.log'),
    GATEWAY_CERTIFICATE: certificate.file,
    GATEWAY_CERTIFICATE_KEY: certificate.key,
  };
  writeFileSync(path.join(folder, 'turn.conf'), fillGateway(local, 'turn.conf.template'));
  const config = path.join(folder, 'nginx.conf');
  writeFileSync(config, fillGateway(local));
  const { status, stderr } = spawnSync(nginx, ['-t', '-p', folder, '-e', 'stderr', '-c', config], {
    encoding: 'utf8',
  });
  expect(stderr).toContain('test is successful');
  expect(stderr).not.toContain('[warn]');
  expect(status).toBe(0);
});

test('and writes nowhere but into the memory that the container has', () => {
  const { tmpfs = [], read_only } = compose.services['gateway'] ?? {};
  expect(read_only).toBe(true);
  const folders = tmpfs.map((one) => one.split(':')[0]);
  const filled = fillGateway({ ...gatewayDefaults(), ...compose.services['gateway']?.environment });
  const written = [...filled.matchAll(/^\s*(?:pid|\w+_temp_path) "([^"]+)";/gm)].map(([, file = '']) => file);
  expect(written.length).toBe(6);
  expect(written.filter((file) => !folders.includes(path.dirname(file)))).toEqual([]);
  const { NGINX_ENVSUBST_OUTPUT_DIR } = compose.services['gateway']?.environment ?? {};
  expect(folders).toContain(NGINX_ENVSUBST_OUTPUT_DIR);
});
