import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { hashPassword } from '@/server/auth/passwords';
import { startPending } from '@/server/auth/pendingSignIn';
import { signInSecondStep } from '@/server/auth/signInSecondStep';
import { SignInRefused } from '@/server/auth/SignInRefused';
import { db } from '@/server/db';
import { redis } from '@/server/redis';
import { lettersTo } from '../mailbox.ts';
import { browser, browserOf, expectRefusal, sandbox, sessionCookie } from './harness';

const PASSWORD = 'glass otter plans tuesday';

/** The code of the time step now, or some steps later. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

const person = async () => {
  const user = await makeUser(db(), { passwordHash: await hashPassword(PASSWORD) });
  const { sessionId, cookie } = await sessionCookie(user.id);
  const { api } = await browser(cookie);
  const age = async (minutes: number) =>
    await redis().hset(
      `session:${sessionId}`,
      'createdAt',
      new Date(Date.now() - minutes * 60_000).toISOString(),
    );
  return { user, api, age, sessionId };
};

/** Somebody with an authenticator app, set up by the code before this one. */
const withApp = async () => {
  const one = await person();
  const { secret } = await one.api.auth.twoStep.startTotp();
  const { recoveryCodes } = await one.api.auth.twoStep.addTotp({ code: codeOf(secret, -1) });
  return { ...one, secret, recoveryCodes: recoveryCodes ?? [] };
};

/** A browser between password and second step. */
const waiting = async (userId: string) => {
  const headers = new Headers({ cookie: (await startPending(userId)).split(';')[0] ?? '' });
  return async (code: string, address: string = randomUUID()) =>
    await signInSecondStep(headers, address, { code });
};

describe('an authenticator app', () => {
  test('is in force once its first code is shown, and gives the session its second step', async () => {
    const { user, api } = await person();
    const { secret, uri } = await api.auth.twoStep.startTotp();
    expect(uri).toMatch(/^otpauth:\/\/totp\/WebMTG:/);
    expect(uri).toContain(encodeURIComponent(user.email));
    await expectRefusal(api.auth.twoStep.addTotp({ code: codeOf(secret, 9) }), 'CODE_WRONG');
    expect(await api.auth.twoStep.get()).toMatchObject({ hasTotp: false, isTwoStep: false });
    const { recoveryCodes } = await api.auth.twoStep.addTotp({ code: codeOf(secret).replace(/^.../, '$& ') });
    expect(recoveryCodes).toHaveLength(10);
    expect(await api.auth.twoStep.get()).toMatchObject({ hasTotp: true, isTwoStep: true, recoveryCodes: 10 });
    const row = await db().totp.findUniqueOrThrow({ where: { userId: user.id } });
    expect(row.secret).not.toContain(secret);
    await expect.poll(async () => await lettersTo(user.email)).toHaveLength(1);
  });

  test('has each code taken once, of two at the same moment too, and none twice or from before', async () => {
    const { user, secret } = await withApp();
    const [one, two] = [await waiting(user.id), await waiting(user.id)];
    const code = codeOf(secret);
    const results = await Promise.all([one(code), two(code)]);
    expect(results.filter((id) => id === user.id)).toHaveLength(1);
    const third = await waiting(user.id);
    expect(await third(code)).toBeNull();
    expect(await third(codeOf(secret, -1))).toBeNull();
    expect(await third(codeOf(secret, 1))).toBe(user.id);
  });

  test('of somebody else opens nothing', async () => {
    const [mine, theirs] = [await withApp(), await withApp()];
    expect(await (await waiting(mine.user.id))(codeOf(theirs.secret))).toBeNull();
  });

  test('is replaced by another: the old one’s codes are wrong from then on', async () => {
    const { api, user, secret } = await withApp();
    const next = await api.auth.twoStep.startTotp();
    expect(await (await waiting(user.id))(codeOf(secret))).toBe(user.id);
    const { recoveryCodes } = await api.auth.twoStep.addTotp({ code: codeOf(next.secret) });
    expect(recoveryCodes).toBeNull();
    expect(await (await waiting(user.id))(codeOf(secret, 1))).toBeNull();
    expect(await (await waiting(user.id))(codeOf(next.secret, 1))).toBe(user.id);
  });
});

describe('a waiting sign-in', () => {
  test('is finished once, in the browser that gave the password', async () => {
    const { user, secret } = await withApp();
    const finish = await waiting(user.id);
    expect(await finish(codeOf(secret))).toBe(user.id);
    await expect(finish(codeOf(secret, 1))).rejects.toThrow('SignInExpired');
    const elsewhere = signInSecondStep(new Headers({ cookie: 'webmtg.sign-in=guessed' }), randomUUID(), {
      code: codeOf(secret, 1),
    });
    await expect(elsewhere).rejects.toThrow(SignInRefused);
  });

  test('is refused after six wrong codes, even with the right one', async () => {
    const { user, secret } = await withApp();
    const finish = await waiting(user.id);
    for (let count = 0; count < 6; count += 1) expect(await finish('000000')).toBeNull();
    await expect(finish(codeOf(secret))).rejects.toThrow('RateLimited');
  });

  test('tells only the browser that waits what it is waiting for', async () => {
    const { user } = await withApp();
    const { api, headers } = await browser();
    expect(await api.auth.twoStep.pending()).toBeNull();
    expect(await api.auth.twoStep.startPending()).toBeNull();
    headers.set('cookie', (await startPending(user.id)).split(';')[0] ?? '');
    expect(await api.auth.twoStep.pending()).toEqual({ hasTotp: true, hasPasskeys: false });
    await expectRefusal(api.auth.me(), 'UNAUTHENTICATED');
  });
});

describe('recovery codes', () => {
  test('stand in for the second step, each once, however they are typed', async () => {
    const { user, recoveryCodes, api } = await withApp();
    const [first = '', second = ''] = recoveryCodes;
    expect(first).toMatch(/^[0-9a-z]{4}(?:-[0-9a-z]{4}){3}$/);
    expect(new Set(recoveryCodes).size).toBe(10);
    const results = await Promise.all(
      [await waiting(user.id), await waiting(user.id)].map(async (finish) => await finish(first)),
    );
    expect(results.filter((id) => id === user.id)).toHaveLength(1);
    const typed = second.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O');
    expect(await (await waiting(user.id))(typed)).toBe(user.id);
    expect(await (await waiting(user.id))(first)).toBeNull();
    expect(await api.auth.twoStep.get()).toMatchObject({ recoveryCodes: 8 });
    const stored = await db().recoveryCode.findMany({ where: { userId: user.id } });
    expect(stored.some(({ codeHash }) => codeHash.includes(first.replaceAll('-', '')))).toBe(false);
  });

  test('are replaced all at once, and need a second step that they stand in for', async () => {
    const { user, recoveryCodes, api } = await withApp();
    const renewed = await api.auth.twoStep.renewRecoveryCodes();
    expect(renewed.recoveryCodes).toHaveLength(10);
    expect(await (await waiting(user.id))(recoveryCodes[0] ?? '')).toBeNull();
    expect(await (await waiting(user.id))(renewed.recoveryCodes[0] ?? '')).toBe(user.id);
    const { api: bare } = await person();
    await expectRefusal(bare.auth.twoStep.renewRecoveryCodes(), 'NO_SECOND_STEP');
  });

  test('go with the last factor, and with it every session’s second step', async () => {
    const { user, api } = await withApp();
    await api.auth.twoStep.removeTotp();
    expect(await api.auth.twoStep.get()).toMatchObject({
      hasTotp: false,
      hasAny: false,
      recoveryCodes: 0,
      isTwoStep: false,
    });
    expect(await db().recoveryCode.count({ where: { userId: user.id } })).toBe(0);
  });
});

describe('changing the ways in', () => {
  test('asks for a proof of the last ten minutes, which a password gives', async () => {
    const { api, age } = await person();
    await age(11);
    await expectRefusal(api.auth.twoStep.startTotp(), 'CONFIRM_REQUIRED');
    await expectRefusal(api.auth.twoStep.removeTotp(), 'CONFIRM_REQUIRED');
    await expectRefusal(api.auth.twoStep.renewRecoveryCodes(), 'CONFIRM_REQUIRED');
    await expectRefusal(api.auth.passkeys.start(), 'CONFIRM_REQUIRED');
    await expectRefusal(api.auth.passkeys.remove({ passkeyId: randomUUID() }), 'CONFIRM_REQUIRED');
    await expectRefusal(api.auth.twoStep.confirmByPassword({ password: 'wrong' }), 'PASSWORD_WRONG');
    await api.auth.twoStep.confirmByPassword({ password: PASSWORD });
    expect((await api.auth.twoStep.startTotp()).secret).toMatch(/^[A-Z2-7]{32}$/);
  });

  test('asks for the second step of who has one, in a session that began without', async () => {
    const { user, secret } = await withApp();
    const { api } = await browserOf(user);
    await expectRefusal(api.auth.twoStep.removeTotp(), 'CONFIRM_REQUIRED');
    await expectRefusal(api.auth.twoStep.prove({ code: '000000' }), 'CODE_WRONG');
    await api.auth.twoStep.prove({ code: codeOf(secret) });
    await api.auth.twoStep.removeTotp();
    expect(await api.auth.twoStep.get()).toMatchObject({ hasAny: false });
  });

  test('is refused after ten wrong passwords', async () => {
    const { api } = await person();
    for (let count = 0; count < 10; count += 1)
      await expectRefusal(api.auth.twoStep.confirmByPassword({ password: 'wrong' }), 'PASSWORD_WRONG');
    await expectRefusal(api.auth.twoStep.confirmByPassword({ password: PASSWORD }), 'RATE_LIMITED');
  });

  test('leaves a session that has ended meanwhile ended', async () => {
    const { api, sessionId } = await person();
    await redis().del(`session:${sessionId}`);
    await expectRefusal(api.auth.twoStep.confirmByPassword({ password: PASSWORD }), 'UNAUTHENTICATED');
    expect(await redis().exists(`session:${sessionId}`)).toBe(0);
  });
});

describe('a tenant that asks for two steps', () => {
  test('is closed to sessions with one, and open once the second is taken', async () => {
    const { tenant, owner, host } = await sandbox();
    const ownerTab = await browserOf(owner);
    const asksTwoSteps = true;
    await expectRefusal(
      ownerTab.api.auth.twoStep.setRule({ tenant: tenant.slug, asksTwoSteps }),
      'TWO_STEPS_REQUIRED',
    );
    const setup = await ownerTab.api.auth.twoStep.startTotp();
    await ownerTab.api.auth.twoStep.addTotp({ code: codeOf(setup.secret) });
    await ownerTab.api.auth.twoStep.setRule({ tenant: tenant.slug, asksTwoSteps });
    await ownerTab.api.auth.twoStep.setRule({ tenant: tenant.slug, asksTwoSteps });
    expect(await ownerTab.api.auth.twoStep.rule({ tenant: tenant.slug })).toEqual({
      asksTwoSteps: true,
      isTwoStep: true,
    });
    const { items } = await ownerTab.api.auth.audit.list({ tenant: tenant.slug });
    expect(items.map(({ action }) => action)).toEqual(['tenant.twoSteps']);

    const { api } = await browserOf(host);
    await expectRefusal(api.rooms.list({ tenant: tenant.slug }), 'TWO_STEPS_REQUIRED');
    expect((await api.auth.twoStep.get()).askedBy).toEqual([tenant.name]);
    const { secret } = await api.auth.twoStep.startTotp();
    await api.auth.twoStep.addTotp({ code: codeOf(secret) });
    expect((await api.rooms.list({ tenant: tenant.slug })).items).toHaveLength(1);
    await api.auth.twoStep.removeTotp();
    await expectRefusal(api.rooms.list({ tenant: tenant.slug }), 'TWO_STEPS_REQUIRED');
  });

  test('is set by owners alone', async () => {
    const { tenant, admin } = await sandbox();
    const { api } = await browserOf(admin);
    await expectRefusal(api.auth.twoStep.setRule({ tenant: tenant.slug, asksTwoSteps: false }), 'FORBIDDEN');
  });
});
