import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createEmailToken } from '@/server/auth/emailTokens';
import { hashPassword } from '@/server/auth/passwords';
import { sealSecret } from '@/server/auth/secretBox';
import { signInPassword } from '@/server/auth/signInPassword';
import { listSessions } from '@/server/auth/sessions';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { consume } from '@/server/rateLimit';
import { redis } from '@/server/redis';
import { makeUser } from '../../prisma/factories.ts';
import { lettersTo, linkIn, tokenIn } from '../mailbox.ts';
import { browser, browserOf, expectFieldError, expectRefusal } from './harness';
import { PASSWORD as OLD, signInAt } from './signInAt';

const NEW = 'seven lamps under the sea';
const MAIN = new URL(env().WEBMTG_URL).hostname;

const newcomer = async () => {
  const user = await makeUser(db(), { passwordHash: await hashPassword(OLD) });
  return await db().user.update({ where: { id: user.id }, data: { emailVerified: null } });
};

const reload = async ({ id }: { id: string }) => await db().user.findUniqueOrThrow({ where: { id } });

const expire = async (userId: string) =>
  await db().emailToken.updateMany({ where: { userId }, data: { expiresAt: new Date(Date.now() - 1) } });

/** Gives an account all that opens one beside its password. */
const plantWaysIn = async ({ id: userId, email }: { id: string; email: string }) => {
  await db().account.create({ data: { userId, provider: 'oidc', subject: randomUUID() } });
  const publicKey = new Uint8Array();
  await db().passkey.create({ data: { userId, credentialId: randomUUID(), publicKey, name: 'Key ring' } });
  await db().totp.create({
    data: { userId, ...sealSecret('otp', `totp:${userId}`), confirmedAt: new Date() },
  });
  await db().recoveryCode.create({ data: { userId, codeHash: randomUUID() } });
  await createEmailToken({ id: userId, email }, 'verifyEmail');
};

/** How many of the calls went through. */
const successes = async (calls: Promise<unknown>[]) =>
  (await Promise.allSettled(calls)).filter(({ status }) => status === 'fulfilled').length;

describe('a mailed link', () => {
  test('is kept as a hash only', async () => {
    const user = await newcomer();
    const token = await createEmailToken(user, 'verifyEmail');
    const rows = await db().emailToken.findMany({ where: { userId: user.id } });
    expect(rows.map(({ tokenHash }) => tokenHash)).toEqual([
      createHash('sha256').update(token).digest('hex'),
    ]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('proves the address, once', async () => {
    const user = await newcomer();
    const { api } = await browserOf(user);
    const token = await createEmailToken(user, 'verifyEmail');
    expect(
      await successes(Array.from({ length: 3 }, async () => await api.auth.verifyEmail({ token }))),
    ).toBe(1);
    expect((await reload(user)).emailVerified).not.toBeNull();
    await expectRefusal(api.auth.verifyEmail({ token }), 'LINK_INVALID');
  });

  test("proves nothing in somebody else's hands", async () => {
    const [user, stranger] = await Promise.all([newcomer(), newcomer()]);
    const token = await createEmailToken(user, 'verifyEmail');
    await expectRefusal((await browserOf(stranger)).api.auth.verifyEmail({ token }), 'LINK_INVALID');
    await expectRefusal((await browser()).api.auth.verifyEmail({ token }), 'UNAUTHENTICATED');
    expect((await reload(user)).emailVerified).toBeNull();
    expect((await reload(stranger)).emailVerified).toBeNull();
  });

  test('proves only the address that it went to', async () => {
    const user = await newcomer();
    const token = await createEmailToken({ id: user.id, email: 'before@people.example' }, 'verifyEmail');
    await expectRefusal((await browserOf(user)).api.auth.verifyEmail({ token }), 'LINK_INVALID');
  });

  test('expires, and gives way to a newer one', async () => {
    const user = await newcomer();
    const { api } = await browserOf(user);
    const first = await createEmailToken(user, 'verifyEmail');
    const second = await createEmailToken(user, 'verifyEmail');
    await expectRefusal(api.auth.verifyEmail({ token: first }), 'LINK_INVALID');
    await expire(user.id);
    await expectRefusal(api.auth.verifyEmail({ token: second }), 'LINK_INVALID');
  });

  test('is good for its own purpose only', async () => {
    const user = await newcomer();
    const { api } = await browserOf(user);
    const verify = await createEmailToken(user, 'verifyEmail');
    const reset = await createEmailToken(user, 'resetPassword');
    await expectRefusal(api.auth.verifyEmail({ token: reset }), 'LINK_INVALID');
    await expectRefusal(api.auth.resetPassword({ token: verify, password: NEW }), 'LINK_INVALID');
    await expectFieldError(api.auth.verifyEmail({ token: verify.slice(1) }), 'token', 'invalid');
  });

  test('is sent again on demand, not to who has proven the address', async () => {
    const user = await newcomer();
    const { api } = await browserOf(user);
    await api.auth.resendVerification();
    await api.auth.verifyEmail({ token: tokenIn((await lettersTo(user.email))[0]) });
    await api.auth.resendVerification();
    expect(await lettersTo(user.email)).toHaveLength(1);
  });

  test('is sent ten times an hour at most', async () => {
    const user = await newcomer();
    for (let count = 0; count < 10; count++) await consume('mail', user.email);
    await expectRefusal((await browserOf(user)).api.auth.resendVerification(), 'RATE_LIMITED');
    expect(await lettersTo(user.email)).toEqual([]);
  });
});

describe('a forgotten password', () => {
  test('is replaced by a mailed link, which ends every session and proves the address', async () => {
    const user = await newcomer();
    const [phone, laptop] = [await browserOf(user), await browserOf(user)];
    const anybody = await browser();
    await anybody.api.auth.requestPasswordReset({ email: user.email.toUpperCase() });
    await expect.poll(async () => await lettersTo(user.email)).toHaveLength(1);
    const [letter] = await lettersTo(user.email);
    expect(linkIn(letter)).toMatch(/^\/reset-password\/[\w-]{43}$/);
    const token = tokenIn(letter);
    const tries = Array.from(
      { length: 3 },
      async () => await anybody.api.auth.resetPassword({ token, password: NEW }),
    );
    expect(await successes(tries)).toBe(1);
    await expectRefusal(phone.api.auth.me(), 'UNAUTHENTICATED');
    await expectRefusal(laptop.api.auth.me(), 'UNAUTHENTICATED');
    expect(await signInPassword({ email: user.email, password: OLD }, randomUUID())).toBeNull();
    expect(await signInPassword({ email: user.email, password: NEW }, randomUUID())).toBe(user.id);
    expect((await reload(user)).emailVerified).not.toBeNull();
  });

  test('opens nothing to a sign-in that began before it was replaced', async () => {
    const user = await makeUser(db(), { passwordHash: await hashPassword(OLD) });
    const token = await createEmailToken(user, 'resetPassword');
    // Its own one is forgotten with it once the password was found to be right.
    await consume('signInAccount', user.email);
    const signIn = async () => await signInAt(MAIN, user.email, env().WEBMTG_URL);
    const [signingIn] = await db().$transaction(
      async (tx) => {
        // Whether there is a second step is asked next.
        await tx.$executeRaw`LOCK TABLE "Totp" IN ACCESS EXCLUSIVE MODE`;
        const begun = signIn();
        await expect.poll(async () => await redis().exists(`rate:signInAccount:${user.email}`)).toBe(0);
        await (await browser()).api.auth.resetPassword({ token, password: NEW });
        return [begun] as const;
      },
      { timeout: 30_000 },
    );
    const { text, session } = await signingIn;
    expect(text).toContain('error=SignInExpired');
    expect(session).toBeUndefined();
    expect(await listSessions(user.id)).toEqual([]);
  });

  test('has the same answer, and no letter, for an address without an account or asked for too often', async () => {
    const { api } = await browser();
    const [known, tired] = [await makeUser(db()), await makeUser(db())];
    const unknown = `${randomUUID()}@people.example`;
    for (let count = 0; count < 10; count++) await consume('mail', tired.email);
    const answers = [];
    for (const email of [unknown, tired.email, known.email])
      answers.push(await api.auth.requestPasswordReset({ email }));
    expect(answers).toEqual([undefined, undefined, undefined]);
    await expect.poll(async () => await lettersTo(known.email)).toHaveLength(1);
    expect(await lettersTo(unknown)).toEqual([]);
    expect(await lettersTo(tired.email)).toEqual([]);
  });

  test('a common new one is refused without using the link up', async () => {
    const user = await newcomer();
    const { api } = await browser();
    const token = await createEmailToken(user, 'resetPassword');
    await expectRefusal(api.auth.resetPassword({ token, password: 'passwordpassword' }), 'PASSWORD_COMMON');
    await expectRefusal(api.auth.resetPassword({ token, password: user.email }), 'PASSWORD_COMMON');
    await api.auth.resetPassword({ token, password: NEW });
    await expectRefusal(api.auth.resetPassword({ token, password: OLD }), 'LINK_INVALID');
  });

  test('expires after an hour', async () => {
    const user = await newcomer();
    const token = await createEmailToken(user, 'resetPassword');
    await expire(user.id);
    await expectRefusal((await browser()).api.auth.resetPassword({ token, password: NEW }), 'LINK_INVALID');
    expect(await signInPassword({ email: user.email, password: OLD }, randomUUID())).toBe(user.id);
  });

  test('throws out what opened the account before its address was proven, and only that', async () => {
    const waysIn = {
      accounts: true,
      passkeys: true,
      totp: true,
      recoveryCodes: true,
      emailTokens: true,
    } as const;
    const left = [];
    for (const { id, email } of [await newcomer(), await makeUser(db())]) {
      await plantWaysIn({ id, email });
      const token = await createEmailToken({ id, email }, 'resetPassword');
      await (await browser()).api.auth.resetPassword({ token, password: NEW });
      const rows = await db().user.findUniqueOrThrow({ where: { id }, select: waysIn });
      left.push(
        Object.values(rows)
          .flat()
          .filter((row) => row !== null).length,
      );
    }
    expect(left).toEqual([0, 6]);
  });
});
