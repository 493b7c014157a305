import { encode } from 'next-auth/jwt';
import { afterEach, expect, test, vi } from 'vitest';
import { readToken } from '@/server/auth/readToken';
import { env } from '@/server/env';

afterEach(() => vi.useRealTimers());

const issue = async (maxAge: number, salt = '') =>
  await encode({ token: { sub: 'mia' }, secret: env().AUTH_SECRET, salt, maxAge });

test('what was read once is no good for longer', async () => {
  const token = await issue(60);
  expect(await readToken(token)).toMatchObject({ sub: 'mia' });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 59_000 });
  expect(await readToken(token)).toMatchObject({ sub: 'mia' });
  vi.setSystemTime(Date.now() + 2_000);
  expect(await readToken(token)).toBeNull();
  expect(await readToken(token)).toBeNull();
});

test('what was read as one kind of token is none of another, nor is what was changed', async () => {
  const token = await issue(60, 'one kind');
  expect(await readToken(token, 'one kind')).not.toBeNull();
  expect(await readToken(token, 'another kind')).toBeNull();
  expect(await readToken(token)).toBeNull();
  // In the middle: of the last character some bits mean nothing.
  const middle = token.length >> 1;
  const other = token[middle] === 'A' ? 'B' : 'A';
  const changed = `${token.slice(0, middle)}${other}${token.slice(middle + 1)}`;
  expect(await readToken(changed, 'one kind')).toBeNull();
});
