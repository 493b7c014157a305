import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webEnvironment } from '../../stack/environment.ts';
import { freePortsFrom } from '../../stack/ports.ts';
import { databaseUrl } from '../../stack/postgres.ts';
import { Stack } from '../../stack/Stack.ts';
import { command, layImage, runBuild } from './deploy/dockerfile.ts';
import { makeTestFolder } from './Launcher.ts';

// What the Dockerfile builds, and what it puts into the image, in folders outside of the checkout: nothing can be found
// there by chance. An engine for containers is not needed, nor used.
const built = mkdtempSync(path.join(tmpdir(), 'webmtg-build-'));
const folder = mkdtempSync(path.join(tmpdir(), 'webmtg-image-'));
const files = () => readdirSync(folder, { recursive: true }).map(String).toSorted();
let stack: Stack;

beforeAll(async () => {
  runBuild(built);
  layImage(folder, built);
  stack = await Stack.open({
    folder: makeTestFolder('image'),
    ports: await freePortsFrom(5200),
    isThrowAway: true,
  });
  await stack.startParts();
}, 300_000);
afterAll(async () => {
  await stack.stop();
  for (const each of [built, folder]) rmSync(each, { recursive: true, force: true });
});

/** Of this process's environment a container has nothing. */
function run(args: string[], settings: Record<string, string | undefined>): ChildProcess {
  const env = { ...settings, NODE_ENV: 'production' as const, PATH: '/usr/bin:/bin' };
  return spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
}

const settings = () => {
  const isOurs = /^(WEBMTG_(?!DATA|TEST)|AUTH_|DATABASE_URL|REDIS_|LIVEKIT_|RECORDING_|S3_|MAIL_|HOST$)/;
  return Object.fromEntries(
    Object.entries(webEnvironment(stack.setting)).filter(([name]) => isOurs.test(name)),
  );
};

const outputOf = async ({ stdout }: ChildProcess): Promise<string> => (stdout ? await text(stdout) : '');

/** Resolves when the log has the word; a child that ends before fails the test. */
const says = (child: ChildProcess, word: string) =>
  new Promise<void>((resolve, reject) => {
    let log = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes(word)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${log}`)));
  });

test('migrates a database, and lets the app in as the role that owns nothing', async () => {
  const owner = new pg.Client({ connectionString: databaseUrl(stack.setting) });
  await owner.connect();
  await owner.query('CREATE DATABASE from_image');
  const [admin, app] = [databaseUrl(stack.setting), settings()['DATABASE_URL'] ?? ''].map((url) =>
    url.replace(/[^/]+$/, 'from_image'),
  );
  await owner.query('ALTER ROLE webmtg_app NOLOGIN');
  await owner.end();

  const migrate = () => run(['deploy/migrate.ts'], { DATABASE_ADMIN_URL: admin, DATABASE_URL: app });
  const said = await Promise.all([outputOf(migrate()), outputOf(migrate())]);
  const counts = said.map((line) => Number(/^(\d+) migrations applied/.exec(line)?.[1]));
  expect(Math.min(...counts)).toBe(0);
  expect(Math.max(...counts)).toBeGreaterThan(0);

  const client = new pg.Client({ connectionString: app });
  await client.connect();
  const tenants = await client.query('SELECT count(*)::int AS tenants FROM "Tenant"');
  expect(tenants.rows).toEqual([{ tenants: 0 }]);
  await expect(client.query('DROP TABLE "Tenant"')).rejects.toThrow(/owner/);
  await client.end();
});

test('serves from nothing but what the image has, writes nothing there, and stops when told', async () => {
  const before = files();
  const [, ...args] = command();
  const port = String(stack.setting.ports.web);
  const child = run(args, { ...settings(), PORT: port, LOG_LEVEL: 'info' });
  const origin = `http://127.0.0.1:${port}`;
  try {
    await says(child, '"listening"');
    const health = await fetch(`${origin}/api/health`);
    expect(await health.json()).toMatchObject({ ready: true });
    const page = await (await fetch(origin)).text();
    const asset = /\/_next\/static\/[^"]+\.js/.exec(page)?.[0] ?? '';
    expect((await fetch(origin + asset)).headers.get('cache-control')).toContain('immutable');
    const check = run(['deploy/isHealthy.mjs'], { PORT: port });
    expect(await once(check, 'exit')).toEqual([0, null]);
  } finally {
    child.kill('SIGTERM');
  }
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(files()).toEqual(before);
  const check = run(['deploy/isHealthy.mjs'], { PORT: port });
  expect(await once(check, 'exit')).toEqual([1, null]);
});
