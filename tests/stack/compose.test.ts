import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../stack/folders.ts';
import { livekitProgram } from '../../stack/livekit.ts';
import { versitygwProgram } from '../../stack/versitygw.ts';
import { compose, composeText, read, type Service, services, settingNames } from './deploy/compose.ts';
import { copies, instructions } from './deploy/dockerfile.ts';

const named = (isSo: (service: Service) => boolean | undefined) =>
  services.filter(([, service]) => isSo(service)).map(([name]) => name);
const webSettings = compose.services['web']?.environment ?? {};

describe('docker-compose.yml', () => {
  test('is what the specification of Compose allows', () => {
    const schema = JSON.parse(read('tests/stack/deploy/compose-spec.json')) as object;
    // Formats are words of Compose's own there (durations, ports).
    const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    validate(compose);
    expect(validate.errors).toBeNull();
    expect(validate({ services: { web: { imagge: 'x' } } })).toBe(false);
  });

  test('pins each image to a version, those that we know to the ones that run on one machine', () => {
    const isPinned = (image: string) => /(?::|:-webmtg:)v?\d+\.\d+/.test(image);
    expect(named(({ image }) => !isPinned(image))).toEqual([]);
    expect(compose.services['livekit']?.image).toBe(`livekit/livekit-server:${livekitProgram.version}`);
    expect(compose.services['objects']?.image).toBe(`versity/versitygw:${versitygwProgram.version}`);
  });

  test('opens the gateway and the media ports, and nothing else', () => {
    const open = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(open.toSorted()).toEqual([
      'gateway 443:8443',
      'gateway 80:8080',
      'livekit 3478:3478/udp',
      'livekit 7881:7881/tcp',
      'livekit 7882:7882/udp',
      'mail 127.0.0.1:8025:8025',
    ]);
    expect(compose.networks['inner']?.internal).toBe(true);
    const isInner = ({ networks }: Service) => networks?.join() === 'inner';
    expect(named(isInner).toSorted()).toEqual(['migrate', 'objects', 'postgres', 'redis']);
  });

  test('holds no secret: each comes from the environment', () => {
    const isSecret = /(?:PASSWORD|SECRET|KEY|KEYS|TOKEN|REDISCLI_AUTH)$/;
    const isGiven = (value = '') => /^\$\{[A-Z0-9_]+(?::[?-])?\}$/.test(value);
    const secrets = services
      .flatMap(([, { environment = {} }]) => Object.entries(environment))
      .filter(([name, value]) => isSecret.test(name) && !value.startsWith('/'));
    expect(secrets.length).toBeGreaterThan(15);
    expect(secrets.filter(([, value]) => !isGiven(value))).toEqual([]);
    const inside = [
      ...composeText.matchAll(/^\s+(?:password|secret|api_secret|access_key|api_key): (.*)$/gm),
      ...composeText.matchAll(/\w:\/\/[a-z_]*:([^@/\s]+)@/g),
    ];
    expect(inside.length).toBeGreaterThan(8);
    expect(inside.filter(([, value]) => !isGiven(value)).map(([line]) => line)).toEqual([]);
  });

  test('watches, bounds and confines each part', () => {
    // It ends.
    expect(named(({ healthcheck }) => healthcheck?.disable === true)).toEqual(['migrate']);
    expect(named(({ healthcheck }) => (healthcheck?.test?.length ?? 0) < 2)).toEqual(['migrate']);
    expect(named(({ restart }) => restart !== 'unless-stopped')).toEqual(['migrate']);
    const isBounded = ({ deploy }: Service) =>
      /^[\d.]+$/.test(deploy?.resources?.limits?.cpus ?? '') &&
      /^\d+[MG]$/.test(deploy?.resources?.limits?.memory ?? '');
    expect(named((service) => !isBounded(service))).toEqual([]);
    const isConfined = ({ read_only, cap_drop, security_opt }: Service) =>
      read_only && cap_drop?.includes('ALL') && security_opt?.includes('no-new-privileges:true');
    // The recorder's Chromium has a sandbox of its own, which needs more.
    expect(named((service) => !isConfined(service))).toEqual(['egress']);
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0] ?? ''));
    expect(mounted.filter((one) => !/^[.$]/.test(one)).toSorted()).toEqual(
      Object.keys(compose.volumes).toSorted(),
    );
  });

  test('gives who is in the middle of something the time to end it', () => {
    const graceOf = (name: string) => compose.services[name]?.stop_grace_period;
    const { session_limits } = parse(read('livekit/egress.yaml')) as {
      session_limits: { file_output_max_duration: string };
    };
    expect(graceOf('egress')).toBe(session_limits.file_output_max_duration);
    const values = parse(read('deploy/helm/webmtg/values.yaml')) as Record<string, object>;
    const inChart = (name: string) => values[name] as { terminationGracePeriodSeconds: number };
    const seconds = (name: string) => `${inChart(name).terminationGracePeriodSeconds / 3600}h`;
    expect(graceOf('egress')).toBe(seconds('egress'));
    expect(graceOf('livekit')).toBe(seconds('livekit-server'));
  });

  test('tells the web server all that it can be told', () => {
    expect(settingNames.length).toBeGreaterThan(30);
    expect(settingNames.filter((name) => !Object.hasOwn(webSettings, name))).toEqual([]);
  });

  test('gives the gateway all that its template asks for', () => {
    const { environment = {}, env_file = [] } = compose.services['gateway'] ?? {};
    const own = env_file.filter((file) => typeof file === 'string');
    // Last, so that it wins.
    expect(env_file).toEqual([...own, { path: '.gateway.env', required: false }]);
    const defaults = own
      .map(read)
      .join('\n')
      .matchAll(/^(\w+)=/gm);
    const given = new Set([...Object.keys(environment), ...Array.from(defaults, ([, name]) => name)]);
    const templates = ['nginx.conf.template', 'turn.conf.template'];
    const asked = templates.flatMap((file) => [...read(`gateway/${file}`).matchAll(/\$\{(GATEWAY_\w+)\}/g)]);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.map(([, name]) => name).filter((name) => !given.has(name))).toEqual([]);
    const mounted = compose.services['gateway']?.volumes ?? [];
    const isMounted = (file: string) => mounted.includes(`./gateway/${file}:/etc/nginx/templates/${file}:ro`);
    expect(templates.filter((file) => !isMounted(file))).toEqual([]);
  });

  test('has TURN over TLS where LiveKit says that it is: on 443, by a name of its own', () => {
    const { environment = {}, ports = [] } = compose.services['gateway'] ?? {};
    const port = environment['GATEWAY_TLS']?.split(':')[1];
    expect(ports).toContain(`443:${port}`);
    const { turn } = parse(compose.services['livekit']?.environment?.['LIVEKIT_CONFIG'] ?? '') as {
      turn: { domain: string; tls_port: number };
    };
    expect(turn.domain).toBe(environment['GATEWAY_TURN_HOST']);
    expect(turn.domain).not.toBe(environment['GATEWAY_HOST']);
    expect(environment['GATEWAY_TURN']).toContain(`server livekit:${turn.tls_port} `);
  });

  test('sets LiveKit and the recorder up as on one machine', () => {
    const inside = (service: string, name: string) =>
      parse(compose.services[service]?.environment?.[name] ?? '') as Record<string, unknown>;
    const [livekit, egress] = [inside('livekit', 'LIVEKIT_CONFIG'), inside('egress', 'EGRESS_CONFIG_BODY')];
    const own = parse(read('livekit/livekit.yaml')) as typeof livekit;
    const { turn, ...rest } = livekit;
    expect(Object.keys(rest).toSorted()).toEqual(Object.keys(own).toSorted());
    expect(rest['room']).toEqual(own['room']);
    expect(rest['node_selector']).toEqual(own['node_selector']);
    expect(turn).toMatchObject({ enabled: true, tls_port: 5349, udp_port: 3478, external_tls: true });
    const { health_port, ...recorder } = egress;
    expect(health_port).toBe(8080);
    const official = parse(read('livekit/egress.yaml')) as typeof egress;
    expect(Object.keys(recorder).toSorted()).toEqual(Object.keys(official).toSorted());
    expect(recorder['session_limits']).toEqual(official['session_limits']);
  });
});

describe('deploy/makeEnv.mjs', () => {
  const make = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(root, 'deploy', 'makeEnv.mjs'), ...args], { encoding: 'utf8' });

  test('writes what Compose asks for, for its owner alone, and never twice', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'webmtg-env-'));
    try {
      expect(make('meet.example.com', '203.0.113.10', folder).status).toBe(0);
      const file = path.join(folder, '.env');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const made = readFileSync(file, 'utf8');
      const values = Object.fromEntries([...made.matchAll(/^(\w+)=(.*)$/gm)].map(([, k = '', v]) => [k, v]));
      // Without a default, or with a complaint where they are missing.
      const wanted = new Set(
        [...composeText.matchAll(/(?<!\$)\$\{([A-Z0-9_]+)(?::\?[^}]*)?\}/g)].map(([, name = '']) => name),
      );
      expect(wanted.size).toBeGreaterThan(8);
      expect([...wanted].filter((name) => !values[name])).toEqual([]);
      expect(values['WEBMTG_SECRET_KEYS']).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
      expect(make('other.example.com', '203.0.113.10', folder).status).toBe(1);
      expect(readFileSync(file, 'utf8')).toBe(made);
      expect(make('https://meet.example.com', '203.0.113.10', folder).status).toBe(2);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('asks nothing new of the Node that somebody who deploys happens to have', () => {
    expect(read('deploy/makeEnv.mjs')).not.toMatch(/import\.meta\.(?:dirname|filename)/);
  });

  test('and .env.example explains every setting there is', () => {
    const example = read('.env.example');
    const asked = [...composeText.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name = '']) => name);
    const unexplained = [...settingNames, ...asked].filter((name) => !example.includes(`# ${name}=`));
    expect(unexplained).toEqual([]);
  });
});

test('deploy/isHealthy.mjs calls nobody ill for a part that is away, but who is to have no requests', async () => {
  let isServing = true;
  const web = createServer(({ url }, response) => {
    // The path without more is what all parts together are.
    response.writeHead(url === '/api/health?serving' && isServing ? 200 : 503).end('{}');
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const { port } = web.address() as AddressInfo;
  const check = async () => {
    const file = path.join(root, 'deploy', 'isHealthy.mjs');
    const [code] = (await once(
      spawn(process.execPath, [file], { env: { ...process.env, PORT: String(port) } }),
      'exit',
    )) as [number];
    return code;
  };
  expect(await check()).toBe(0);
  isServing = false;
  expect(await check()).toBe(1);
  web.close();
  await once(web, 'close');
  expect(await check()).toBe(1);
});

describe('Dockerfile', () => {
  test('builds and runs on the Node of the tests', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    const bases = instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(bases).toEqual(bases.map(() => `node:${devDependencies.node}-bookworm-slim`));
    expect(instructions).toContain('USER 1000:1000');
  });

  test('copies only what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const sources = copies('all')
      .filter(({ isFromBuild }) => !isFromBuild)
      .flatMap((one) => one.sources);
    const isAllowed = (file: string) => allowed.some((one) => file === one || file.startsWith(`${one}/`));
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.filter((file) => !isAllowed(file))).toEqual([]);
  });
});
