import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '@/server/db';
import { hashPassword } from '@/server/auth/passwords';
import { signInPassword } from '@/server/auth/signInPassword';
import { tenantSlug } from '@/shared/auth';
import { makeUser } from '../../prisma/factories.ts';
import { lettersTo, linkIn } from '../mailbox.ts';
import { browser, browserOf, expectFieldError, expectRefusal } from './harness';

const PASSWORD = 'glass otter plans tuesday';

const person = (
  fields: Partial<{ name: string; organisation: string; email: string; password: string }> = {},
) => ({
  name: 'Aoi Tanaka',
  organisation: 'Kumo Works',
  email: `${randomUUID()}@people.example`,
  password: PASSWORD,
  locale: 'en' as const,
  ...fields,
});

const stored = async (email: string) =>
  await db().user.findUnique({
    where: { email },
    include: { memberships: { include: { tenant: true } }, emailTokens: true },
  });

describe('registration', () => {
  test('makes a person, their organisation and their ownership of it', async () => {
    const { api } = await browser();
    const input = person({ email: ` ${randomUUID()}@People.Example ` });
    await api.auth.register(input);
    const user = await stored(input.email.trim().toLowerCase());
    expect(user?.emailVerified).toBeNull();
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(user?.memberships.map(({ role, tenant }) => [role, tenant.name])).toEqual([
      ['owner', 'Kumo Works'],
    ]);
    expect(await signInPassword(input, randomUUID())).toBe(user?.id);
  });

  test.each([
    ['en', 'Confirm your e-mail address'],
    ['ja', 'メールアドレスの確認'],
  ] as const)('mails a link to prove the address (%s)', async (locale, subject) => {
    const input = person();
    await (await browser()).api.auth.register({ ...input, locale });
    await expect.poll(async () => await lettersTo(input.email)).toHaveLength(1);
    const [letter] = await lettersTo(input.email);
    expect(letter).toContain(`Subject: ${subject}`);
    expect(linkIn(letter)).toMatch(/^\/verify-email\/[\w-]{43}$/);
  });

  test('answers alike for an address that has an account, which stays as it was; its owner has mail', async () => {
    const passwordHash = await hashPassword('the words of its owner');
    const owner = await makeUser(db(), { passwordHash });
    const [taken, free] = [person({ email: owner.email }), person()];
    const { api } = await browser();
    expect(await api.auth.register(taken)).toEqual(await api.auth.register(free));
    const user = await stored(owner.email);
    expect(user).toMatchObject({ id: owner.id, passwordHash, memberships: [] });
    await expect.poll(async () => await lettersTo(owner.email)).toHaveLength(1);
    expect((await lettersTo(owner.email))[0]).toContain('You already have an account');
    expect(await signInPassword(taken, randomUUID())).toBeNull();
  });

  test('of two at once with one address, one makes the account, and nothing of the other stays', async () => {
    const email = `${randomUUID()}@people.example`;
    const names = [`One ${randomUUID()}`, `Two ${randomUUID()}`];
    const { api } = await browser();
    await Promise.all(
      names.map(async (organisation) => await api.auth.register(person({ email, organisation }))),
    );
    expect(await db().user.count({ where: { email } })).toBe(1);
    expect(await db().tenant.count({ where: { name: { in: names } } })).toBe(1);
  });

  test('refuses common passwords, and makes nothing', async () => {
    const input = person({ password: 'passwordpassword' });
    await expectRefusal((await browser()).api.auth.register(input), 'PASSWORD_COMMON');
    expect(await stored(input.email)).toBeNull();
  });

  test.each([
    ['password', 'short of fifteen', { password: 'fourteen chars' }, 'passwordTooShort'],
    ['password', 'short after NFKC', { password: '㍿'.repeat(3) }, 'passwordTooShort'],
    ['password', 'without end', { password: 'x'.repeat(129) }, 'tooLong'],
    ['name', 'empty', { name: ' \u200b ' }, 'required'],
    ['organisation', 'too long', { organisation: 'x'.repeat(61) }, 'tooLong'],
    ['email', 'not one', { email: 'aoi@' }, 'email'],
  ] as const)('says what is wrong with %s: %s', async (field, _what, fields, key) => {
    await expectFieldError((await browser()).api.auth.register(person(fields)), field, key);
  });

  test('is limited by address, and tells so', async () => {
    const { api } = await browser();
    for (let count = 0; count < 30; count++)
      await expectFieldError(api.auth.register(person({ email: 'no address' })), 'email', 'email');
    await expectRefusal(api.auth.register(person()), 'RATE_LIMITED');
    await expect((await browser()).api.auth.register(person())).resolves.toBeUndefined();
  });
});

describe("an organisation's address", () => {
  const slugFor = async (name: string) => {
    const { api } = await browserOf(await makeUser(db()));
    return (await api.auth.createTenant({ name })).slug;
  };

  test('is made of its name', async () => {
    const id = randomUUID().slice(0, 8);
    expect(await slugFor(`  Café Brûlé & Söhne ${id}!  `)).toBe(`cafe-brule-sohne-${id}`);
  });

  test.each(['株式会社くも', '!!!', 'x', '🙂🙂', 'A'.repeat(60), `${'a'.repeat(29)} b c`])(
    'is a good one for "%s" too',
    async (name) => {
      expect(tenantSlug.safeParse(await slugFor(name)).success).toBe(true);
    },
  );

  test('gets an ending where another has it, also when many come at once', async () => {
    const name = `Taken ${randomUUID()}`;
    const slugs = await Promise.all(Array.from({ length: 4 }, async () => await slugFor(name)));
    expect(new Set(slugs).size).toBe(4);
    const input = person({ organisation: name });
    await (await browser()).api.auth.register(input);
    expect((await stored(input.email))?.memberships).toHaveLength(1);
  });

  test('opens to its owner alone', async () => {
    const owner = await makeUser(db());
    const { api } = await browserOf(owner);
    const { slug } = await api.auth.createTenant({ name: 'Second' });
    expect((await api.auth.me()).tenants).toEqual([{ slug, name: 'Second', role: 'owner', logoId: null }]);
    expect((await api.rooms.list({ tenant: slug })).items).toEqual([]);
    const stranger = await browserOf(await makeUser(db()));
    await expectRefusal(stranger.api.rooms.list({ tenant: slug }), 'NOT_FOUND');
  });
});
