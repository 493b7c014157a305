import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMembership, makeTenant, makeUser } from '../../prisma/factories.ts';
import { hashPassword } from '@/server/auth/passwords';
import { listSessions } from '@/server/auth/sessions';
import { cookieName } from '@/server/cookies';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { browser, browserOf, expectRefusal, sandbox } from './harness';
import { CookieJar } from './cookieJar';
import { errorIn, logIn, personAt, signInBy, type TenantWithIssuer, tenantWithIssuer } from './tenantIssuer';

let home: TenantWithIssuer;
let other: TenantWithIssuer;

beforeAll(async () => {
  [home, other] = await Promise.all([tenantWithIssuer(), tenantWithIssuer()]);
});
afterAll(async () => {
  await Promise.all([home.issuer.stop(), other.issuer.stop()]);
});

const apiOf = async (jar: CookieJar) => (await browser(jar.header(env().WEBMTG_URL))).api;
const isSignedIn = (jar: CookieJar) => jar.get(env().WEBMTG_URL, cookieName('session')) !== undefined;

const roleOf = async (email: string, tenantId = home.tenant.id) =>
  (await db().membership.findFirst({ where: { tenantId, user: { email } }, select: { role: true } }))?.role;

const joined = async (tenantId = home.tenant.id) =>
  await db().auditEvent.findMany({
    where: { tenantId, actorKind: 'system' },
    select: { action: true, targetId: true, detail: true },
    orderBy: { id: 'asc' },
  });

describe('a first sign-in', () => {
  test('makes a person of the tenant, who has an account without a password', async () => {
    const { subject, email } = personAt(home);
    const { jar, end } = await signInBy(home, subject);
    expect(end).toBe(`${env().WEBMTG_URL}/t/${home.tenant.slug}`);
    const me = await (await apiOf(jar)).auth.me();
    expect(me).toMatchObject({ email, name: 'Kai Mori', isScoped: true, accounts: [] });
    expect(me.tenants.map(({ slug, role }) => [slug, role])).toEqual([[home.tenant.slug, 'member']]);
    const user = await db().user.findUniqueOrThrow({ where: { email }, include: { accounts: true } });
    expect(user.passwordHash).toBeNull();
    expect(user.accounts.map(({ provider }) => provider)).toEqual([`tenant:${home.provider.id}`]);
    expect(await joined()).toContainEqual({
      action: 'provider.admit',
      targetId: user.id,
      detail: { role: 'member', by: 'provider' },
    });
  });

  test('ends where it began, if that is here', async () => {
    const jar = new CookieJar();
    const { subject } = personAt(home);
    const path = `/t/${home.tenant.slug}/files?x=1`;
    const answer = await logIn(
      jar,
      await jar.next(`${home.urls.start}?callbackUrl=${encodeURIComponent(path)}`),
      subject,
    );
    expect(await jar.next(answer)).toBe(`${env().WEBMTG_URL}${path}`);
    const away = await jar.next(`${home.urls.start}?callbackUrl=https://evil.example/x`);
    expect(await jar.next(await logIn(jar, away, subject))).toBe(`${env().WEBMTG_URL}/`);
  });

  test('leads into the account that has the address, for this tenant alone', async () => {
    const { subject, email } = personAt(home);
    const user = await makeUser(db(), { email });
    const elsewhere = await makeTenant(db());
    await makeMembership(db(), { tenantId: elsewhere.id, userId: user.id }, 'owner');
    const { jar } = await signInBy(home, subject);
    const api = await apiOf(jar);
    expect((await api.auth.me()).tenants.map(({ slug }) => slug)).toEqual([home.tenant.slug]);
    expect(await api.rooms.list({ tenant: home.tenant.slug })).toBeDefined();
    await expectRefusal(api.rooms.list({ tenant: elsewhere.slug }), 'NOT_FOUND');
  });

  test('takes an account back from whoever registered with the address and never proved it', async () => {
    const { subject, email } = personAt(home);
    const squatter = await makeUser(db(), { email, passwordHash: await hashPassword('a squatter waits') });
    await db().user.update({ where: { id: squatter.id }, data: { emailVerified: null } });
    await db().account.create({ data: { userId: squatter.id, provider: 'google', subject: randomUUID() } });
    const theirs = await browserOf(squatter);
    const { jar } = await signInBy(home, subject);
    expect((await (await apiOf(jar)).auth.me()).id).toBe(squatter.id);
    await expectRefusal(theirs.api.auth.me(), 'UNAUTHENTICATED');
    const user = await db().user.findUniqueOrThrow({ where: { email }, include: { accounts: true } });
    expect(user.passwordHash).toBeNull();
    expect(user.accounts.map(({ provider }) => provider)).toEqual([`tenant:${home.provider.id}`]);
  });

  test('that arrives four times at once makes one person', async () => {
    const { subject, email } = personAt(home);
    const ends = await Promise.all(Array.from({ length: 4 }, async () => await signInBy(home, subject)));
    expect(new Set(ends.map(({ end }) => end))).toEqual(
      new Set([`${env().WEBMTG_URL}/t/${home.tenant.slug}`]),
    );
    expect(await db().user.count({ where: { email } })).toBe(1);
    expect(await db().account.count({ where: { subject } })).toBe(1);
  });
});

describe('the role', () => {
  test('comes with the claim and goes with it, both written down', async () => {
    const { subject, email } = personAt(home, { groups: ['staff', 'meeting-admins'] });
    await signInBy(home, subject);
    expect(await roleOf(email)).toBe('admin');
    home.issuer.people.set(subject, { name: 'Kai Mori', email, email_verified: true, groups: ['staff'] });
    await signInBy(home, subject);
    expect(await roleOf(email)).toBe('member');
    const { id } = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } });
    const acts = (await joined()).filter(({ targetId }) => targetId === id);
    expect(acts.map(({ action, detail }) => [action, detail])).toEqual([
      ['provider.admit', { role: 'admin', by: 'provider' }],
      ['member.role', { before: 'admin', after: 'member', by: 'provider' }],
    ]);
  });

  test('of an owner is nothing that a claim gives or takes', async () => {
    const { subject, email } = personAt(home, { groups: [] });
    const owner = await makeUser(db(), { email });
    await makeMembership(db(), { tenantId: home.tenant.id, userId: owner.id }, 'owner');
    await db().account.create({
      data: { userId: owner.id, provider: `tenant:${home.provider.id}`, subject },
    });
    await signInBy(home, subject);
    expect(await roleOf(email)).toBe('owner');
  });
});

describe('an address', () => {
  test.each([
    ['of a domain that the tenant has not proven', () => `x-${randomUUID()}@unproven.example`, 'EmailDomain'],
    ['of a domain that another tenant has proven', () => `x-${randomUUID()}@${other.domain}`, 'EmailDomain'],
    ['below a proven domain', () => `x-${randomUUID()}@sub.${home.domain}`, 'EmailDomain'],
    ['with a proven domain in front', () => `x@${home.domain}@unproven.example`, 'NoEmail'],
  ])('%s is refused', async (_case, address, error) => {
    const email = address();
    const { subject } = personAt(home, { email });
    const { jar, end } = await signInBy(home, subject);
    expect(errorIn(end)).toBe(error);
    expect(isSignedIn(jar)).toBe(false);
    expect(await db().user.count({ where: { email } })).toBe(0);
  });

  test('that somebody else has proven opens no account of theirs', async () => {
    const victim = await makeUser(db());
    const { jar, end } = await signInBy(home, personAt(home, { email: victim.email }).subject);
    expect(errorIn(end)).toBe('EmailDomain');
    expect(isSignedIn(jar)).toBe(false);
    expect(await db().account.count({ where: { userId: victim.id } })).toBe(0);
  });

  test('that the provider itself has not proven is refused', async () => {
    const { end } = await signInBy(home, personAt(home, { email_verified: false }).subject);
    expect(errorIn(end)).toBe('NoEmail');
  });

  test('outside of those that the tenant takes is refused', async () => {
    const strict = await tenantWithIssuer();
    await db().tenant.update({ where: { id: strict.tenant.id }, data: { mailDomains: ['another.example'] } });
    const { end } = await signInBy(strict, personAt(strict).subject);
    await strict.issuer.stop();
    expect(errorIn(end)).toBe('EmailDomain');
  });

  test('is asked for again of somebody who was removed from the tenant', async () => {
    const { subject, email } = personAt(home);
    await signInBy(home, subject);
    await db().membership.deleteMany({ where: { tenantId: home.tenant.id, user: { email } } });
    home.issuer.people.set(subject, { name: 'Kai', email: 'kai@gone.example', email_verified: true });
    expect(errorIn((await signInBy(home, subject)).end)).toBe('EmailDomain');
    expect(await roleOf(email)).toBeUndefined();
  });
});

describe('a session that a provider has opened', () => {
  test('is good in its tenant alone, and changes no account', async () => {
    const { subject, email } = personAt(home);
    const user = await makeUser(db(), { email });
    const { jar } = await signInBy(home, subject);
    const api = await apiOf(jar);
    const box = await sandbox({ entry: 'members' });
    await makeMembership(db(), { tenantId: box.tenant.id, userId: user.id }, 'owner');
    await expectRefusal(api.rooms.list({ tenant: box.tenant.slug }), 'NOT_FOUND');
    await expectRefusal(api.rooms.get({ roomId: box.room.id }), 'NOT_FOUND');
    await expectRefusal(api.auth.sessions(), 'SCOPED_SESSION');
    await expectRefusal(api.auth.signOutEverywhere(), 'SCOPED_SESSION');
    await expectRefusal(api.auth.createTenant({ name: 'Mine' }), 'SCOPED_SESSION');
    await expectRefusal(api.auth.resendVerification(), 'SCOPED_SESSION');
  });

  test('stands beside one of another tenant in another browser', async () => {
    const { subject, email } = personAt(home);
    const there = personAt(other);
    await db().tenantDomain.create({
      data: { tenantId: other.tenant.id, domain: `z-${home.domain}`, token: 't', verifiedAt: new Date() },
    });
    const user = await makeUser(db(), { email });
    await makeMembership(db(), { tenantId: other.tenant.id, userId: user.id }, 'member');
    await db().account.create({
      data: { userId: user.id, provider: `tenant:${other.provider.id}`, subject: there.subject },
    });
    const [one, two] = [await signInBy(home, subject), await signInBy(other, there.subject)];
    const [first, second] = [await apiOf(one.jar), await apiOf(two.jar)];
    expect((await first.auth.me()).id).toBe((await second.auth.me()).id);
    expect((await first.auth.me()).tenants.map(({ slug }) => slug)).toEqual([home.tenant.slug]);
    expect((await second.auth.me()).tenants.map(({ slug }) => slug)).toEqual([other.tenant.slug]);
    await expectRefusal(first.rooms.list({ tenant: other.tenant.slug }), 'NOT_FOUND');
    await expectRefusal(second.rooms.list({ tenant: home.tenant.slug }), 'NOT_FOUND');
  });
});

describe('a sign-in that waits for the provider', () => {
  /** Somebody whom the tenant knows, and `end`: where they end once the provider has answered after `meanwhile`. */
  const held = async (from: TenantWithIssuer, meanwhile: (user: { id: string }) => Promise<unknown>) => {
    const { subject, email } = personAt(from);
    const user = await makeUser(db(), { email });
    await makeMembership(db(), { tenantId: from.tenant.id, userId: user.id }, 'member');
    const jar = new CookieJar();
    const answer = await logIn(jar, await jar.next(from.urls.start), subject);
    const tokens = from.issuer.holdTokens();
    const ending = jar.next(answer);
    await tokens.asked;
    await meanwhile(user);
    tokens.release();
    const end = await ending;
    return { user, end, isIn: isSignedIn(jar) };
  };

  test.each(['enable', 'remove', 'set'] as const)('opens nothing after %s has ended that', async (verb) => {
    const closing = await tenantWithIssuer();
    const tenant = closing.tenant.slug;
    const { provider } = (await browserOf(closing.owner)).api.auth;
    const { name, issuer, clientId } = closing.provider;
    const act = {
      enable: async () => await provider.enable({ tenant, isOn: false }),
      remove: async () => await provider.remove({ tenant }),
      set: async () =>
        await provider.set({ tenant, name, issuer, clientId, secret: 'x', roleClaim: '', adminValues: [] }),
    };
    const { user, end, isIn } = await held(closing, act[verb]);
    await closing.issuer.stop();
    expect([errorIn(end), isIn]).toEqual(['ProviderOff', false]);
    expect(await listSessions(user.id)).toEqual([]);
    expect(await db().account.count({ where: { userId: user.id } })).toBe(0);
  });

  test('opens nothing after its person has signed out everywhere', async () => {
    const { user, end, isIn } = await held(home, async ({ id }) => {
      await (await browserOf({ id })).api.auth.signOutEverywhere();
    });
    expect([errorIn(end), isIn]).toEqual(['SignInExpired', false]);
    expect(await listSessions(user.id)).toEqual([]);
  });

  test('goes through where nothing has happened meanwhile', async () => {
    const { user, end, isIn } = await held(home, async () => await Promise.resolve());
    expect([end, isIn]).toEqual([`${env().WEBMTG_URL}/t/${home.tenant.slug}`, true]);
    expect(await listSessions(user.id)).toHaveLength(1);
  });

  test('opens nothing where the provider is switched off while the person is let in', async () => {
    const closing = await tenantWithIssuer();
    const tenant = closing.tenant.slug;
    const { subject, email } = personAt(closing, { groups: ['meeting-admins'] });
    const user = await makeUser(db(), { email });
    await makeMembership(db(), { tenantId: closing.tenant.id, userId: user.id }, 'member');
    await db().account.create({
      data: { userId: user.id, provider: `tenant:${closing.provider.id}`, subject },
    });
    const owner = await browserOf(closing.owner);
    const jar = new CookieJar();
    const answer = await logIn(jar, await jar.next(closing.urls.start), subject);
    const ending = await db().$transaction(
      async (tx) => {
        // Their role is about to change, and waits for this transaction.
        await tx.$queryRaw`SELECT role FROM "Membership" WHERE "userId" = ${user.id}::uuid FOR UPDATE`;
        const [me] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        const end = jar.next(answer);
        const waiting = async () =>
          await db()
            .$queryRaw`SELECT pid FROM pg_stat_activity WHERE ${me?.pid ?? 0}::int = ANY(pg_blocking_pids(pid))`;
        await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
        await owner.api.auth.provider.enable({ tenant, isOn: false });
        return { end };
      },
      { timeout: 20_000 },
    );
    expect(errorIn(await ending.end)).toBe('ProviderOff');
    await closing.issuer.stop();
    expect(await listSessions(user.id)).toEqual([]);
  });
});

test('where the provider is the only way, a password opens nothing but for owners', async () => {
  const strict = await tenantWithIssuer();
  const member = await makeUser(db(), { email: `m@${strict.domain}` });
  await makeMembership(db(), { tenantId: strict.tenant.id, userId: member.id }, 'member');
  const [byPassword, owner] = [await browserOf(member), await browserOf(strict.owner)];
  const tenant = strict.tenant.slug;
  expect(await byPassword.api.rooms.list({ tenant })).toBeDefined();
  await owner.api.auth.provider.setOnlyWay({ tenant, isOn: true });
  await expectRefusal(byPassword.api.rooms.list({ tenant }), 'PROVIDER_REQUIRED');
  expect(await owner.api.rooms.list({ tenant })).toBeDefined();
  const { jar } = await signInBy(strict, personAt(strict, { email: member.email }).subject);
  await strict.issuer.stop();
  expect(await (await apiOf(jar)).rooms.list({ tenant })).toBeDefined();
});

test.each([{ suspendedAt: new Date() }, { deletedAt: new Date() }])(
  'a tenant that is closed (%o) takes nobody in, on the way there and back',
  async (state) => {
    const closed = await tenantWithIssuer();
    const [jar, { subject }] = [new CookieJar(), personAt(closed)];
    const answer = await logIn(jar, await jar.next(closed.urls.start), subject);
    await db().tenant.update({ where: { id: closed.tenant.id }, data: state });
    expect(errorIn(await jar.next(closed.urls.start))).toBe('ProviderOff');
    expect(errorIn(await jar.next(answer))).toBe('FlowExpired');
    await closed.issuer.stop();
    expect(isSignedIn(jar)).toBe(false);
  },
);
