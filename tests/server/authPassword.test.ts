import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isCommonPassword } from '@/server/auth/isCommonPassword';
import { hashPassword } from '@/server/auth/passwords';
import { SignInRefused } from '@/server/auth/SignInRefused';
import { signInPassword } from '@/server/auth/signInPassword';
import { db } from '@/server/db';
import { consume } from '@/server/rateLimit';
import { makeUser } from '../../prisma/factories.ts';

const PASSWORD = 'glass otter plans tuesday';

const member = async (password = PASSWORD) => {
  const user = await makeUser(db(), { passwordHash: await hashPassword(password) });
  const signIn = async (attempt: string, address: string = randomUUID()) =>
    await signInPassword({ email: user.email, password: attempt }, address);
  return { user, signIn };
};

const expectLimited = async (attempt: Promise<unknown>) => {
  await expect(attempt).rejects.toThrow(SignInRefused);
  await expect(attempt).rejects.toThrow('RateLimited');
};

describe('a sign-in by password', () => {
  test('gives the person for the right one, and nobody for a wrong one', async () => {
    const { user, signIn } = await member();
    expect(await signIn(PASSWORD)).toBe(user.id);
    expect(await signIn(`${PASSWORD} `)).toBeNull();
    expect(await signIn('')).toBeNull();
  });

  test('takes the same password from every keyboard', async () => {
    const { user, signIn } = await member('パスワード ｇｌａｓｓ otter');
    expect(await signIn('ﾊﾟｽﾜｰﾄﾞ glass otter')).toBe(user.id);
  });

  test('gives nobody for an address without an account, and for one without a password', async () => {
    const { email } = await makeUser(db());
    expect(await signInPassword({ email, password: PASSWORD }, randomUUID())).toBeNull();
    expect(
      await signInPassword({ email: 'nobody@people.example', password: PASSWORD }, randomUUID()),
    ).toBeNull();
    expect(await signInPassword({ email: { gt: '' }, password: PASSWORD }, randomUUID())).toBeNull();
  });

  test('is refused after ten wrong ones for the account, whoever asks, even with the right one', async () => {
    const [{ signIn }, other] = await Promise.all([member(), member()]);
    for (let count = 0; count < 10; count++) expect(await signIn('wrong')).toBeNull();
    await expectLimited(signIn(PASSWORD));
    expect(await other.signIn(PASSWORD)).toBe(other.user.id);
  });

  test('forgets the wrong ones after a right one', async () => {
    const { user, signIn } = await member();
    for (let round = 0; round < 2; round++) {
      for (let count = 0; count < 9; count++) expect(await signIn('wrong')).toBeNull();
      expect(await signIn(PASSWORD)).toBe(user.id);
    }
  });

  test('is refused after a hundred from one address', async () => {
    const { signIn } = await member();
    const address = randomUUID();
    for (let count = 0; count < 100; count++) await consume('signInAddress', address);
    await expectLimited(signIn(PASSWORD, address));
  });
});

describe('a password is a common one', () => {
  const ownWords = ['Aoi Tanaka', 'Kumo Works Tokyo', 'aoi.tanaka.1990@people.example', 'aoi.tanaka.1990'];

  test.each([
    'passwordpassword',
    'PasswordPassword',
    'password-password',
    'aaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    '123456789012345',
    '1234512345123451',
    'abcdefghijklmnop',
    'qwertyuiopqwertyuiop',
    'Kumo Works Tokyo',
    'kumoworkstokyokumoworkstokyo',
    'aoi.tanaka.1990',
    'webmtgwebmtgwebmtg',
  ])('%s', (password) => {
    expect(isCommonPassword(password, ownWords)).toBe(true);
  });

  test.each([
    PASSWORD,
    'correct horse battery staple',
    'Kumo Works since 1987 in rain',
    'かさと長ぐつと水たまりを持って行く',
    'zX9!kQ2@vB7#mN4',
  ])('but not %s', (password) => {
    expect(isCommonPassword(password, ownWords)).toBe(false);
  });
});
