import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyMigrations, pendingChanges } from '../../prisma/migrate.ts';
import { freePortsFrom } from '../../stack/ports.ts';
import { databaseUrl } from '../../stack/postgres.ts';
import { Stack } from '../../stack/Stack.ts';
import { makeTestFolder } from './Launcher.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await Stack.open({
    folder: makeTestFolder('migrate'),
    ports: await freePortsFrom(4800),
    isThrowAway: true,
  });
  await stack.startPostgres();
});
afterAll(() => stack.stop());

async function freshDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl(stack.setting) });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return databaseUrl(stack.setting, name);
}

test('two instances that start at once apply each migration once', async () => {
  const url = await freshDatabase('at_once');
  const [one, two] = await Promise.all([applyMigrations(url), applyMigrations(url)]);
  expect([one.length, two.length]).toContain(0);
  expect(one.length + two.length).toBeGreaterThan(0);
  expect(await applyMigrations(url)).toEqual([]);
});

test('the migrations lead to the schema files', async () => {
  expect(await pendingChanges(databaseUrl(stack.setting))).toBeUndefined();
});
