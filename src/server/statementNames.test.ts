import { beforeEach, expect, test, vi } from 'vitest';

const fresh = async () => (await import('./statementNames')).statementName;
const send = (name: (query: { sql: string }) => string, sql: string, times: number) =>
  Array.from({ length: times }, () => name({ sql })).at(-1);

beforeEach(() => vi.resetModules());

test('a statement that is sent again and again has a name, and always the same', async () => {
  const name = await fresh();
  const sql = 'SELECT "t0"."id" FROM "public"."Room" AS "t0" WHERE "t0"."id" = $1';
  expect(send(name, sql, 50)).toBe('');
  const first = send(name, sql, 1);
  expect(first).toMatch(/^\w+$/);
  expect(send(name, sql, 10)).toBe(first);
  expect(send(name, sql.replace('Room', 'File'), 51)).not.toBe(first);
});

test('what is written by hand is planned for its values', async () => {
  expect(send(await fresh(), 'SELECT id FROM "Message" WHERE body = $1', 1_000)).toBe('');
});

test('as many are kept as memory allows, however many there are', async () => {
  const name = await fresh();
  const texts = Array.from({ length: 3_000 }, (_, n) => `SELECT ${n} FROM "public"."Room"`);
  const names = texts.map((sql) => send(name, sql, 51)).filter((each) => each !== '');
  expect(new Set(names).size).toBe(64);
  expect(names).toHaveLength(64);
});
