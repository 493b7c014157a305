import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isEmailVerified } from '@/server/auth/providers';
import { type Identity, signInOAuth } from '@/server/auth/signInOAuth';
import { db } from '@/server/db';
import { makeUser } from '../../prisma/factories.ts';
import { lettersTo, linkIn } from '../mailbox.ts';

const identity = (fields: Partial<Identity> = {}): Identity => ({
  provider: 'oidc',
  subject: randomUUID(),
  email: `${randomUUID()}@people.example`,
  isEmailVerified: true,
  name: 'Aoi Tanaka',
  ...fields,
});

const unproven = async () => {
  const user = await makeUser(db());
  return await db().user.update({ where: { id: user.id }, data: { emailVerified: null } });
};

const reload = async (id: string) =>
  await db().user.findUniqueOrThrow({
    where: { id },
    include: { accounts: true, memberships: { include: { tenant: true } } },
  });

describe('a new identity', () => {
  test('becomes a person with an organisation of their own, in their language', async () => {
    const user = await reload(await signInOAuth(identity({ name: '田中 葵' }), 'ja'));
    expect(user).toMatchObject({ name: '田中 葵', locale: 'ja', passwordHash: null });
    expect(user.emailVerified).not.toBeNull();
    expect(user.memberships.map(({ role, tenant }) => [role, tenant.name])).toEqual([
      ['owner', '田中 葵の組織'],
    ]);
  });

  test('has its address proven by a letter where the provider did not', async () => {
    const newcomer = identity({ isEmailVerified: false });
    const user = await reload(await signInOAuth(newcomer, 'en'));
    expect(user.emailVerified).toBeNull();
    await expect.poll(async () => await lettersTo(user.email)).toHaveLength(1);
    expect(linkIn((await lettersTo(user.email))[0])).toMatch(/^\/verify-email\//);
  });

  test.each([null, '', 'not an address'])('without an address is refused (%s)', async (email) => {
    const newcomer = identity({ email });
    await expect(signInOAuth(newcomer, 'en')).rejects.toThrow('NoEmail');
    expect(await db().account.count({ where: { subject: newcomer.subject } })).toBe(0);
  });

  test.each([null, '', '\u202e', 'x'.repeat(80)])(
    'without a usable name goes by its address (%s)',
    async (name) => {
      const email = `kai.${randomUUID().slice(0, 8)}@people.example`;
      const user = await reload(await signInOAuth(identity({ name, email }), 'en'));
      expect(user.name).toBe(email.split('@')[0]);
    },
  );

  test('that arrives twice at once is one person with one organisation', async () => {
    const newcomer = identity();
    const ids = await Promise.all(Array.from({ length: 4 }, async () => await signInOAuth(newcomer, 'en')));
    expect(new Set(ids).size).toBe(1);
    expect((await reload(ids[0] ?? '')).memberships).toHaveLength(1);
  });

  test('that arrives at once under two addresses leaves nothing of the one that lost', async () => {
    const [one, two] = [identity(), identity()];
    const ids = await Promise.all([
      signInOAuth(one, 'en'),
      signInOAuth({ ...two, subject: one.subject }, 'en'),
    ]);
    expect(new Set(ids).size).toBe(1);
    const emails = [one.email ?? '', two.email ?? ''];
    expect(await db().user.count({ where: { email: { in: emails } } })).toBe(1);
  });
});

describe('a known identity', () => {
  test('is the same person whatever it says about itself by now', async () => {
    const first = identity();
    const id = await signInOAuth(first, 'en');
    expect(await signInOAuth({ ...first, email: null, isEmailVerified: false, name: 'Eve' }, 'ja')).toBe(id);
    expect(await reload(id)).toMatchObject({ email: first.email, name: 'Aoi Tanaka', locale: 'en' });
  });

  test('stays with its person when it takes on the address of another', async () => {
    const [mine, other] = [identity(), await makeUser(db())];
    const id = await signInOAuth(mine, 'en');
    expect(await signInOAuth({ ...mine, email: other.email }, 'en')).toBe(id);
    expect((await reload(other.id)).accounts).toHaveLength(0);
  });

  test('is nobody at another provider, be the subject the same', async () => {
    const first = identity({ provider: 'google' });
    const id = await signInOAuth(first, 'en');
    const second = await signInOAuth(identity({ provider: 'github', subject: first.subject }), 'en');
    expect(second).not.toBe(id);
  });
});

describe('the address of an account', () => {
  test('links an identity where both sides have proven it', async () => {
    const user = await makeUser(db());
    const newcomer = identity({ email: user.email.toUpperCase() });
    expect(await signInOAuth(newcomer, 'en')).toBe(user.id);
    expect((await reload(user.id)).accounts.map(({ subject }) => subject)).toEqual([newcomer.subject]);
  });

  test('links nothing where the provider only repeats what somebody typed', async () => {
    const user = await makeUser(db());
    const hostile = identity({ provider: 'entra', email: user.email, isEmailVerified: false });
    await expect(signInOAuth(hostile, 'en')).rejects.toThrow('AccountExists');
    expect((await reload(user.id)).accounts).toHaveLength(0);
  });

  test('links nothing where whoever registered with it has not proven it', async () => {
    const squatter = await unproven();
    await expect(signInOAuth(identity({ email: squatter.email }), 'en')).rejects.toThrow('AccountExists');
    expect((await reload(squatter.id)).accounts).toHaveLength(0);
  });
});

describe('a provider vouches for an address', () => {
  const profile = { sub: 'x', email: 'aoi@people.example' };

  test.each([
    ['google', { email_verified: true }, true],
    ['google', { email_verified: false }, false],
    ['google', {}, false],
    ['oidc', { email_verified: true }, true],
    ['oidc', {}, false],
    ['github', {}, true],
    ['entra', { email_verified: true }, false],
    ['entra', {}, false],
    ['entra', { xms_edov: true }, true],
    ['entra', { xms_edov: '0' }, false],
  ])('%s with %o: %s', (provider, claims, expected) => {
    expect(isEmailVerified(provider, { ...profile, ...claims })).toBe(expected);
  });
});
