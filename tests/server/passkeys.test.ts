import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { startPending } from '@/server/auth/pendingSignIn';
import { signInPasskey, signInSecondStep } from '@/server/auth/signInSecondStep';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { lettersTo } from '../mailbox.ts';
import { makeAuthenticator } from './authenticator';
import { browser, browserOf, expectRefusal } from './harness';

type Authenticator = ReturnType<typeof makeAuthenticator>;
type Change = (authenticator: Authenticator) => void;

const registerWith = async (authenticator: Authenticator) => {
  const user = await makeUser(db());
  const { api } = await browserOf(user);
  const response = authenticator.create(await api.auth.passkeys.start());
  const register = async () => await api.auth.passkeys.register({ name: 'Key ring', response });
  return { user, api, register };
};

/** Somebody with one passkey. */
const withPasskey = async () => {
  const authenticator = makeAuthenticator(env().WEBMTG_URL);
  const { user, api, register } = await registerWith(authenticator);
  const { recoveryCodes } = await register();
  const [passkey] = await api.auth.passkeys.list();
  const signIn = async (answer?: object) => {
    const options = await (await browser()).api.auth.twoStep.startSignIn();
    return await signInPasskey(randomUUID(), JSON.stringify(answer ?? authenticator.get(options, user.id)));
  };
  return { user, api, authenticator, recoveryCodes, passkeyId: passkey?.id ?? '', signIn };
};

describe('a passkey', () => {
  test('is registered, named, listed, and gives the session two steps and its owner recovery codes', async () => {
    const { user, api, recoveryCodes, passkeyId } = await withPasskey();
    expect(recoveryCodes).toHaveLength(10);
    expect(await api.auth.twoStep.get()).toMatchObject({ passkeys: 1, hasAny: true, isTwoStep: true });
    await api.auth.passkeys.rename({ passkeyId, name: 'Laptop' });
    expect(await api.auth.passkeys.list()).toMatchObject([{ name: 'Laptop', lastUsedAt: null }]);
    await expect.poll(async () => await lettersTo(user.email)).toHaveLength(1);
  });

  test('signs in alone, again and again, without a name or a password', async () => {
    const { user, api, signIn } = await withPasskey();
    expect(await signIn()).toBe(user.id);
    expect(await signIn()).toBe(user.id);
    expect((await api.auth.passkeys.list())[0]?.lastUsedAt).not.toBeNull();
  });

  test('follows a password as the second step, for its own person and that sign-in alone', async () => {
    const { user, authenticator } = await withPasskey();
    const { api, headers } = await browser();
    headers.set('cookie', (await startPending(user.id)).split(';')[0] ?? '');
    const options = await api.auth.twoStep.startPending();
    expect(options?.allowCredentials).toHaveLength(1);
    const answer = JSON.stringify(authenticator.get(options ?? { challenge: '' }, user.id));
    const other = new Headers({ cookie: (await startPending(user.id)).split(';')[0] ?? '' });
    expect(await signInSecondStep(other, randomUUID(), { passkey: answer })).toBeNull();
    expect(await signInSecondStep(headers, randomUUID(), { passkey: answer })).toBe(user.id);
    expect(await api.auth.twoStep.startPending()).toBeNull();
  });

  test('confirms who it is, and is the second step of a session that began without', async () => {
    const { user, authenticator } = await withPasskey();
    const { api } = await browserOf(user);
    await expectRefusal(api.auth.passkeys.start(), 'CONFIRM_REQUIRED');
    const options = await api.auth.twoStep.startConfirm();
    await api.auth.twoStep.confirmByPasskey({ response: authenticator.get(options, user.id) });
    expect((await api.auth.passkeys.start()).excludeCredentials).toHaveLength(1);
  });

  test('opens nothing once it is removed, and is nobody else’s to remove', async () => {
    const [mine, theirs] = [await withPasskey(), await withPasskey()];
    const { passkeyId } = mine;
    await expectRefusal(theirs.api.auth.passkeys.remove({ passkeyId }), 'NOT_FOUND');
    await expectRefusal(theirs.api.auth.passkeys.rename({ passkeyId, name: 'Mine' }), 'NOT_FOUND');
    expect(await mine.signIn()).toBe(mine.user.id);
    await mine.api.auth.passkeys.remove({ passkeyId });
    expect(await mine.signIn()).toBeNull();
    expect(await mine.api.auth.twoStep.get()).toMatchObject({ hasAny: false, isTwoStep: false });
  });
});

describe('an answer is refused', () => {
  test('that comes a second time', async () => {
    const { user, authenticator } = await withPasskey();
    const options = await (await browser()).api.auth.twoStep.startSignIn();
    const answer = JSON.stringify(authenticator.get(options, user.id));
    expect(await signInPasskey(randomUUID(), answer)).toBe(user.id);
    expect(await signInPasskey(randomUUID(), answer)).toBeNull();
  });

  test('to a challenge that we never gave, or gave for something else', async () => {
    const { user, authenticator, signIn, api } = await withPasskey();
    const invented = { challenge: Buffer.alloc(32, 7).toString('base64url') };
    expect(await signIn(authenticator.get(invented, user.id))).toBeNull();
    expect(await signIn(authenticator.get(await api.auth.twoStep.startConfirm(), user.id))).toBeNull();
  });

  test.each<[string, Change]>([
    ['from another site', ({ state }) => (state.origin = 'https://evil.example')],
    ['without the person having shown who they are', ({ state }) => (state.isVerifying = false)],
    ['by a copy that has fallen behind', ({ state }) => (state.counter = 0)],
  ])('%s', async (_name, change) => {
    const { authenticator, signIn } = await withPasskey();
    await signIn();
    change(authenticator);
    expect(await signIn()).toBeNull();
  });

  test('in somebody else’s name, by a key that nobody has registered, and where it is none', async () => {
    const { user, authenticator, signIn } = await withPasskey();
    const { startSignIn } = (await browser()).api.auth.twoStep;
    expect(await signIn(authenticator.get(await startSignIn(), randomUUID()))).toBeNull();
    const unknown = makeAuthenticator(env().WEBMTG_URL);
    expect(await signIn(unknown.get(await startSignIn(), user.id))).toBeNull();
    for (const text of [undefined, '', 'null', '{}', '{"id":1}'])
      expect(await signInPasskey(randomUUID(), text)).toBeNull();
  });
});

describe('a registration is refused', () => {
  test.each<[string, Change]>([
    ['from another site', ({ state }) => (state.origin = 'https://evil.example')],
    ['without the person having shown who they are', ({ state }) => (state.isVerifying = false)],
  ])('%s', async (_name, change) => {
    const authenticator = makeAuthenticator(env().WEBMTG_URL);
    change(authenticator);
    const { register } = await registerWith(authenticator);
    await expectRefusal(register(), 'PASSKEY_REFUSED');
  });

  test('a second time, and of a key that somebody has', async () => {
    const authenticator = makeAuthenticator(env().WEBMTG_URL);
    const { register } = await registerWith(authenticator);
    await register();
    await expectRefusal(register(), 'PASSKEY_REFUSED');
    await expectRefusal((await registerWith(authenticator)).register(), 'PASSKEY_REFUSED');
  });
});
