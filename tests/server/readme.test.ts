import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createContext } from '@/server/context';
import { createCallerFactory } from '@/server/trpc';
import { expectRefusal, sandbox, sessionCookie } from './harness';

const root = path.resolve(import.meta.dirname, '../..');

/** The router that the README shows, as it stands there. */
let statisticsRouter: Parameters<typeof createCallerFactory>[0];

beforeAll(async () => {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const code = /```ts\n(\/\/ src\/server\/statistics\/router\.ts\n[\s\S]*?)```/.exec(readme)?.[1];
  if (!code) throw new Error('README.md has no example of a router');
  const file = path.join(root, '.data', 'readme', `router-${process.pid}.ts`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, code);
  ({ statisticsRouter } = (await import(/* @vite-ignore */ file)) as {
    statisticsRouter: typeof statisticsRouter;
  });
});

const callAs = async (user: { id: string }, input: unknown): Promise<unknown> => {
  const { cookie } = await sessionCookie(user.id);
  const caller = createCallerFactory(statisticsRouter)(
    async () => await createContext(new Headers({ cookie, 'x-webmtg-address': '192.0.2.1' }), new Headers()),
  ) as unknown as { room: (input: unknown) => Promise<unknown> };
  return await caller.room(input);
};

test('the README’s router answers those who may, and is a wall to all others', async () => {
  const [home, away] = [await sandbox(), await sandbox()];
  expect(await callAs(home.host, { roomId: home.room.id })).toEqual({ meetings: 0, visits: 0 });
  await expectRefusal(callAs(home.colleague, { roomId: home.room.id }), 'FORBIDDEN');
  await expectRefusal(callAs(away.host, { roomId: home.room.id }), 'NOT_FOUND');
});
