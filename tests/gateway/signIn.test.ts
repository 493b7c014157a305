import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appRouter } from '@/server/router';
import { root } from '../../stack/folders.ts';
import { Gateway } from './Gateway.ts';
import { Upstream } from './Upstream.ts';

let upstream: Upstream;
let gateway: Gateway;

beforeAll(async () => {
  upstream = await Upstream.start();
  gateway = await Gateway.start({
    web: [upstream.port],
    values: { GATEWAY_SIGN_IN_ADDRESS_RATE: '1r/m', GATEWAY_SIGN_IN_ADDRESS_BURST: '1' },
  });
});
afterAll(async () => {
  await gateway.stop();
  upstream.stop();
});

const mutations = (...names: string[]) => names.map((name) => `POST /api/trpc/${name}`);

/** By the app's own limits (src/server/rateLimit.ts), what of it is a guess, or a letter to whoever is named. */
const narrow: Record<string, string[]> = {
  register: mutations('auth.register', 'auth.registerInvited'),
  mail: mutations('auth.requestPasswordReset', 'auth.resendVerification'),
  findProvider: ['GET /api/trpc/auth.findProvider'],
  providerStart: ['GET /api/sso/kumo/start'],
  provider: ['GET /api/sso/kumo/callback'],
  signInAccount: ['POST /api/auth/callback/credentials'],
  signInAddress: ['POST /api/auth/callback/credentials'],
  secondStep: mutations('auth.twoStep.prove', 'auth.twoStep.addTotp'),
  confirm: mutations('auth.twoStep.confirmByPassword', 'auth.twoStep.confirmByPasskey'),
  shareAddress: mutations('storage.recordings.openShare'),
  shareLink: mutations('storage.recordings.openShare'),
};
/** Guesses at secrets in links, which the app has no limit for: they are as long as a key. */
const links = mutations('auth.resetPassword', 'auth.verifyEmail', 'auth.invitations.accept');
/** Of signed-in people, or of whole offices that come to a meeting at once: counted as other calls are. */
const wide = ['mutation', 'join', 'knock', 'invite'];

const files = globSync('src/server/**/*.ts', {
  cwd: root,
  exclude: (file) => file.endsWith('.test.ts'),
});
const sources = files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n');

test('every limit of the app is known here', () => {
  const used = [...sources.matchAll(/\b(?:limited|consume)\('(\w+)'/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(15);
  expect(new Set(used)).toEqual(new Set([...Object.keys(narrow), ...wide]));
});

const paths = [...new Set([...Object.values(narrow).flat(), ...links])];

test('and every procedure exists that is counted', () => {
  const known = Object.keys(appRouter._def.procedures);
  const called = paths.flatMap((one) => /\/api\/trpc\/(.*)/.exec(one)?.[1] ?? []);
  expect(called.filter((name) => !known.includes(name))).toEqual([]);
});

let addresses = 1;
const statusesOf = async (count: number, method: string, target: string) => {
  const localAddress = `127.0.2.${addresses++}`;
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await gateway.ask(target, { method, localAddress })).status);
  // Other calls go on.
  expect(await gateway.ask('/api/trpc/rooms.get', { localAddress })).toMatchObject({ status: 200 });
  return statuses;
};

const asked = paths.map((one) => one.split(' ') as [string, string]);

test.each(asked)('%s %s is limited more narrowly', async (method, target) => {
  expect(await statusesOf(3, method, target)).toEqual([200, 200, 429]);
});

const calls = asked.filter(([, target]) => target.startsWith('/api/trpc/'));

test.each(calls)('%s %s is so among others as well, and written otherwise', async (method, target) => {
  const name = target.slice('/api/trpc/'.length);
  const batch = `/api/trpc/rooms.byCode,${name},auth.me?batch=1`;
  expect(await statusesOf(3, method, batch)).toEqual([200, 200, 429]);
  expect(await statusesOf(3, method, batch.replaceAll(',', '%2C'))).toEqual([200, 200, 429]);
  const encoded = `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
  expect(await statusesOf(3, method, `/api/trpc/${encoded}`)).toEqual([200, 200, 429]);
});

test.each([
  ['POST', '/api/trpc/rooms.join'],
  ['POST', '/api/trpc/rooms.links.redeem'],
  ['POST', '/api/trpc/chat.send'],
  ['GET', '/api/trpc/auth.me'],
  ['GET', '/api/auth/session'],
])('%s %s is a call like others', async (method, target) => {
  expect(await statusesOf(4, method, target)).toEqual([200, 200, 200, 200]);
});
