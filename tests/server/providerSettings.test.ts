import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMembership, makeUser } from '../../prisma/factories.ts';
import { openSecret } from '@/server/auth/secretBox';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { CookieJar } from './cookieJar';
import { startDns } from './dnsServer';
import { browser, browserOf, expectFieldError, expectRefusal, sandbox } from './harness';
import { logIn, personAt, signInBy, tenantWithIssuer, type TenantWithIssuer } from './tenantIssuer';

const records = new Map<string, string[]>();
let dns: Awaited<ReturnType<typeof startDns>>;

beforeAll(async () => {
  dns = await startDns(records);
  process.env['WEBMTG_DNS'] = dns.address;
});
afterAll(async () => await dns.stop());

const ownerOf = async ({ tenant, owner }: Pick<TenantWithIssuer, 'tenant' | 'owner'>) => {
  const session = await browserOf(owner);
  const jar = new CookieJar();
  const [name = '', value = ''] = (session.headers.get('cookie') ?? '').split(/=(.*)/s);
  jar.set(env().WEBMTG_URL, name, value);
  return { ...session, jar, tenant: tenant.slug, provider: session.api.auth.provider };
};

const settings = {
  name: 'ID',
  issuer: 'https://id.example',
  clientId: 'webmtg',
  roleClaim: '',
  adminValues: [],
};

const actionsOf = async (tenantId: string) =>
  (
    await db().auditEvent.findMany({
      where: { tenantId, action: { startsWith: 'provider.' } },
      select: { action: true, actorName: true },
      orderBy: { id: 'asc' },
    })
  ).map(({ action }) => action);

/** An owner's try, at the provider as the person with this subject. */
const tryAs = async (owner: Awaited<ReturnType<typeof ownerOf>>, subject: string) => {
  const { url } = await owner.provider.try({ tenant: owner.tenant });
  for (const line of owner.resHeaders.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
    owner.jar.set(env().WEBMTG_URL, name, value);
  }
  return await owner.jar.next(await logIn(owner.jar, url ?? '', subject));
};

describe('the settings', () => {
  test('are kept without showing the secret, which is encrypted for its row', async () => {
    const box = await sandbox();
    const owner = await ownerOf(box);
    const { tenant, provider } = owner;
    await provider.set({ tenant, ...settings, secret: 'hush', roleClaim: 'groups', adminValues: ['admins'] });
    const shown = await provider.get({ tenant });
    expect(JSON.stringify(shown)).not.toContain('hush');
    expect(Object.keys(shown.provider ?? {})).not.toContain('secret');
    expect(shown.redirectUri).toBe(`${env().WEBMTG_URL}/api/sso/${tenant}/callback`);
    expect(shown.logoutUri).toBe(`${env().WEBMTG_URL}/api/sso/${tenant}/logout`);
    const row = await db().identityProvider.findUniqueOrThrow({ where: { tenantId: box.tenant.id } });
    expect(row.secret).not.toContain('hush');
    expect(openSecret(row, `provider:${row.id}`)).toBe('hush');
    expect(await actionsOf(box.tenant.id)).toEqual(['provider.set']);
  });

  test.each([
    ['issuer', '', 'required'],
    ['issuer', 'id.example', 'issuer'],
    ['issuer', 'https://id.example/?x=1', 'issuer'],
    ['issuer', 'https://me@id.example', 'issuer'],
    ['issuer', 'javascript:alert(1)', 'issuer'],
    ['issuer', 'https://id.example/.well-known/oauth-authorization-server', 'issuer'],
    ['clientId', '', 'required'],
  ])('%s "%s" is told to be %s', async (field, value, key) => {
    const { provider, tenant } = await ownerOf(await sandbox());
    await expectFieldError(provider.set({ tenant, ...settings, secret: 'x', [field]: value }), field, key);
  });

  test('take the address of the metadata for the issuer', async () => {
    const { provider, tenant } = await ownerOf(await sandbox());
    const issuer = 'https://id.example/realms/x/.well-known/openid-configuration';
    await provider.set({ tenant, ...settings, issuer, secret: 'x' });
    expect((await provider.get({ tenant })).provider?.issuer).toBe('https://id.example/realms/x');
  });

  test('send the secret that is kept to no other issuer and no other client', async () => {
    const { provider, tenant } = await ownerOf(await sandbox());
    await expectRefusal(provider.set({ tenant, ...settings }), 'SECRET_REQUIRED');
    await provider.set({ tenant, ...settings, secret: 'hush' });
    await provider.set({ tenant, ...settings, name: 'Another name' });
    const other = { tenant, ...settings, issuer: 'https://evil.example' };
    await expectRefusal(provider.set(other), 'SECRET_REQUIRED');
    await expectRefusal(provider.set({ tenant, ...settings, clientId: 'other' }), 'SECRET_REQUIRED');
    expect((await provider.get({ tenant })).provider).toMatchObject({
      ...settings,
      name: 'Another name',
      roleClaim: null,
    });
  });

  test('of two owners at once are one provider', async () => {
    const { provider, tenant } = await ownerOf(await sandbox());
    const both = ['one', 'two'].map(
      async (clientId) => await provider.set({ tenant, ...settings, clientId, secret: clientId }),
    );
    await Promise.all(both);
    expect(['one', 'two']).toContain((await provider.get({ tenant })).provider?.clientId);
  });

  test('are switched by as many at once as there are, each written down', async () => {
    const home = await tenantWithIssuer();
    await home.issuer.stop();
    const { provider, tenant } = await ownerOf(home);
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        await provider.setOnlyWay({ tenant, isOn: index % 2 === 0 });
      }),
    );
    expect(await actionsOf(home.tenant.id)).toHaveLength(30);
  });

  test('are owners’ alone', async () => {
    const box = await sandbox();
    const { api } = await browserOf(box.admin);
    await expectRefusal(api.auth.provider.get({ tenant: box.tenant.slug }), 'FORBIDDEN');
    await expectRefusal(api.auth.domains.list({ tenant: box.tenant.slug }), 'FORBIDDEN');
  });
});

describe('a try', () => {
  test('shows what came back and whom it would let in, opens nothing, and lets the provider be switched on', async () => {
    const home = await tenantWithIssuer();
    const owner = await ownerOf(home);
    const { tenant, provider } = owner;
    await db().identityProvider.update({
      where: { id: home.provider.id },
      data: { triedAt: null, isEnabled: false },
    });
    await expectRefusal(provider.enable({ tenant, isOn: true }), 'PROVIDER_UNTRIED');
    await expectRefusal(provider.setOnlyWay({ tenant, isOn: true }), 'PROVIDER_OFF');
    const { subject, email } = personAt(home, { groups: ['meeting-admins'] });
    const before = owner.jar.header(env().WEBMTG_URL);
    expect(await tryAs(owner, subject)).toBe(`${env().WEBMTG_URL}/t/${tenant}/settings/sign-in`);
    const { tried, provider: row } = await provider.get({ tenant });
    expect(tried).toMatchObject({
      isGood: true,
      role: 'admin',
      person: { kind: 'new', email, reason: null },
    });
    expect(tried?.isGood && tried.claims).toContainEqual({ name: 'groups', value: '["meeting-admins"]' });
    expect(row?.triedAt).not.toBeNull();
    expect(owner.jar.header(env().WEBMTG_URL)).toContain(before);
    expect(await db().user.count({ where: { email } })).toBe(0);
    await provider.enable({ tenant, isOn: true });
    const { end } = await signInBy(home, subject);
    expect(end).toBe(`${env().WEBMTG_URL}/t/${tenant}`);
    await home.issuer.stop();
    expect(await actionsOf(home.tenant.id)).toEqual(['provider.enable', 'provider.admit']);
  });

  test('says who would be refused, and why it went wrong', async () => {
    const home = await tenantWithIssuer();
    const owner = await ownerOf(home);
    const { tenant, provider } = owner;
    await tryAs(owner, personAt(home, { email: 'x@unproven.example' }).subject);
    expect((await provider.get({ tenant })).tried).toMatchObject({
      isGood: true,
      person: { kind: 'refused', reason: 'EmailDomain', email: 'x@unproven.example' },
    });
    const { name, issuer, clientId } = home.provider;
    const same = { tenant, name, issuer, clientId, roleClaim: 'groups', adminValues: ['meeting-admins'] };
    await provider.set({ ...same, secret: 'a wrong secret' });
    await tryAs(owner, personAt(home).subject);
    const wrong = (await provider.get({ tenant })).tried;
    expect(wrong?.isGood === false && wrong.reason).toContain('invalid_client');
    await home.issuer.stop();
    await provider.set({ ...same, secret: 'another', issuer: 'http://127.0.0.1:9' });
    expect(await provider.try({ tenant })).toEqual({ url: null });
    const away = (await provider.get({ tenant })).tried;
    expect(away?.isGood === false && away.reason).toContain('ECONNREFUSED');
  });

  test('of somebody who is no owner when it comes back counts for nothing', async () => {
    const home = await tenantWithIssuer();
    const owner = await ownerOf(home);
    const { url } = await owner.provider.try({ tenant: owner.tenant });
    await db().identityProvider.update({ where: { id: home.provider.id }, data: { triedAt: null } });
    const jar = new CookieJar();
    for (const line of owner.resHeaders.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      jar.set(env().WEBMTG_URL, name, value);
    }
    await jar.next(await logIn(jar, url ?? '', personAt(home).subject));
    await home.issuer.stop();
    const { tried, provider } = await owner.provider.get({ tenant: owner.tenant });
    expect([tried, provider?.triedAt]).toEqual([null, null]);
  });
});

test('what is changed is tried no more; a new name is no change', async () => {
  const home = await tenantWithIssuer();
  const { provider, tenant } = await ownerOf(home);
  await home.issuer.stop();
  const { issuer, clientId } = home.provider;
  const same = {
    tenant,
    name: 'New name',
    issuer,
    clientId,
    roleClaim: 'groups',
    adminValues: ['meeting-admins'],
  };
  await provider.set(same);
  expect((await provider.get({ tenant })).provider).toMatchObject({ name: 'New name', isEnabled: true });
  await provider.set({ ...same, adminValues: ['others'] });
  expect((await provider.get({ tenant })).provider).toMatchObject({ triedAt: null, isEnabled: false });
});

test.each(['enable', 'remove', 'set'] as const)(
  '%s ends the sessions that the provider has opened',
  async (verb) => {
    const home = await tenantWithIssuer();
    const { provider, tenant } = await ownerOf(home);
    const { subject } = personAt(home);
    const { jar } = await signInBy(home, subject);
    const { api } = await browser(jar.header(env().WEBMTG_URL));
    expect((await api.auth.me()).isScoped).toBe(true);
    const act = {
      enable: async () => await provider.enable({ tenant, isOn: false }),
      remove: async () => await provider.remove({ tenant }),
      set: async () => await provider.set({ tenant, ...settings, secret: 'other' }),
    };
    await act[verb]();
    await home.issuer.stop();
    await expectRefusal(api.auth.me(), 'UNAUTHENTICATED');
    // Another issuer's subjects are other people.
    expect(await db().account.count({ where: { subject } })).toBe(verb === 'enable' ? 1 : 0);
  },
);

describe('a domain', () => {
  const add = async (box: Awaited<ReturnType<typeof sandbox>>, domain: string) => {
    const { api } = await browserOf(box.owner);
    const tenant = box.tenant.slug;
    await api.auth.domains.add({ tenant, domain });
    const [found] = await api.auth.domains.list({ tenant });
    if (!found) throw new Error('no domain');
    return {
      api,
      tenant,
      found,
      check: async () => await api.auth.domains.check({ tenant, domainId: found.id }),
    };
  };

  test('is proven by a record with its token, and by no other', async () => {
    const domain = `${randomUUID()}.example`;
    const { api, tenant, found, check } = await add(await sandbox(), `${domain.toUpperCase()}.`);
    expect(found).toMatchObject({ domain, record: `_webmtg.${domain}`, verifiedAt: null });
    await expectRefusal(check(), 'DOMAIN_UNPROVEN');
    records.set(found.record, ['v=spf1 -all', 'another token']);
    await expectRefusal(check(), 'DOMAIN_UNPROVEN');
    records.set(found.record, ['v=spf1 -all', found.token]);
    await check();
    expect((await api.auth.domains.list({ tenant }))[0]?.verifiedAt).not.toBeNull();
  });

  test('is one tenant’s alone; whoever gives it up leaves it to others', async () => {
    const domain = `${randomUUID()}.example`;
    const [one, two] = [await add(await sandbox(), domain), await add(await sandbox(), domain)];
    records.set(one.found.record, [one.found.token, two.found.token]);
    const [first, second] = await Promise.allSettled([one.check(), two.check()]);
    expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const [winner, loser] = first.status === 'fulfilled' ? [one, two] : [two, one];
    await expectRefusal(loser.check(), 'DOMAIN_TAKEN');
    await winner.api.auth.domains.remove({ tenant: winner.tenant, domainId: winner.found.id });
    await loser.check();
  });

  test('is one of fifty at most, however many are added at once, and no other request waits for them', async () => {
    const { owner, tenant } = await sandbox();
    const { api } = await browserOf(owner);
    const names = Array.from({ length: 60 }, () => `${randomUUID()}.example`);
    const claim = async (domain: string) => await api.auth.domains.add({ tenant: tenant.slug, domain });
    // More at once than there are connections.
    await Promise.all(names.slice(0, 30).map(claim));
    const results = await Promise.allSettled(names.slice(30).map(claim));
    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as Error).message] : [],
    );
    expect(refusals).toEqual(Array.from({ length: 10 }, () => 'DOMAINS_FULL'));
    expect(await db().tenantDomain.count({ where: { tenantId: tenant.id } })).toBe(50);
  });

  test('of another tenant is not found', async () => {
    const mine = await add(await sandbox(), `${randomUUID()}.example`);
    const other = await add(await sandbox(), `${randomUUID()}.example`);
    const stolen = { tenant: mine.tenant, domainId: other.found.id };
    await expectRefusal(mine.api.auth.domains.check(stolen), 'NOT_FOUND');
    await expectRefusal(mine.api.auth.domains.remove(stolen), 'NOT_FOUND');
  });

  test.each([
    ['', 'required'],
    ['example', 'domain'],
    ['127.0.0.1', 'domain'],
    ['a.example/x', 'domain'],
    ['x@a.example', 'domain'],
  ])('"%s" is none', async (domain, key) => {
    const { owner, tenant } = await sandbox();
    const { api } = await browserOf(owner);
    await expectFieldError(api.auth.domains.add({ tenant: tenant.slug, domain }), 'domain', key);
  });

  test('leads to its provider where that is switched on', async () => {
    const home = await tenantWithIssuer();
    await home.issuer.stop();
    const { api } = await browser();
    const { domain, tenant, urls } = home;
    expect(await api.auth.findProvider({ domain })).toEqual({
      name: 'Kumo ID',
      tenant: tenant.name,
      isOnlyWay: false,
      startUrl: urls.start,
    });
    expect(await api.auth.findProvider({ domain: `x.${domain}` })).toBeNull();
    await db().tenant.update({ where: { id: tenant.id }, data: { suspendedAt: new Date() } });
    expect(await api.auth.findProvider({ domain })).toBeNull();
    await db().tenant.update({ where: { id: tenant.id }, data: { suspendedAt: null } });
    await db().tenantDomain.updateMany({ where: { tenantId: tenant.id }, data: { verifiedAt: null } });
    expect(await api.auth.findProvider({ domain })).toBeNull();
  });
});

test('a member who is an owner elsewhere stays what they are here', async () => {
  const home = await tenantWithIssuer();
  const { subject, email } = personAt(home, { groups: ['meeting-admins'] });
  const user = await makeUser(db(), { email });
  await makeMembership(db(), { tenantId: home.tenant.id, userId: user.id }, 'member');
  const { jar } = await signInBy(home, subject);
  await home.issuer.stop();
  const { api } = await browser(jar.header(env().WEBMTG_URL));
  expect((await api.auth.me()).tenants).toMatchObject([{ slug: home.tenant.slug, role: 'admin' }]);
});
