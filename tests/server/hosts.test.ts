import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeMembership, makeRoom, makeTenant } from '../../prisma/factories.ts';
import { hashPassword } from '@/server/auth/passwords';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { lettersTo } from '../mailbox.ts';
import { askAt, type Asked, cookiesOf, originAt } from './askAt';
import { CookieJar } from './cookieJar';
import { browser, browserOf, expectFieldError, expectRefusal, sandbox, sessionCookie } from './harness';
import { logIn, personAt, tenantWithIssuer } from './tenantIssuer';
import { PASSWORD, signInAt } from './signInAt';
import { declare } from './uploading';

const ADDRESS = `operator-${randomUUID()}@webmtg.example`;
process.env['WEBMTG_OPERATORS'] = ADDRESS;
const MAIN = new URL(env().WEBMTG_URL).hostname;

const newHost = () => `meet-${randomUUID()}.acme.example`;

/** A tenant with a host name of its own, and another of which its host is a member too. */
const housed = async () => {
  const box = await sandbox();
  const host = newHost();
  await db().tenant.update({ where: { id: box.tenant.id }, data: { host } });
  await db().user.update({
    where: { id: box.host.id },
    data: { passwordHash: await hashPassword(PASSWORD) },
  });
  const elsewhere = await makeTenant(db());
  await makeMembership(db(), { tenantId: elsewhere.id, userId: box.host.id }, 'owner');
  const theirs = await makeRoom(db(), { tenantId: elsewhere.id, hostId: box.host.id });
  return { ...box, host, person: box.host, elsewhere, theirs };
};

const query = (procedure: string, input?: object) =>
  `/api/trpc/${procedure}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`;

/** The code of what a procedure refuses; null where it answers. */
const codeAt = async (host: string, path: string, asked: Asked = {}) => {
  const { text } = await askAt(host, path, asked);
  const { error } = JSON.parse(text) as { error?: { data: { appCode: string } } };
  return error?.data.appCode ?? null;
};

const meAt = async (host: string, cookie: string) => await codeAt(host, query('auth.me'), { cookie });

describe('a session', () => {
  test('opened under a tenant’s host is good there, and nowhere else', async () => {
    const { host, person, tenant } = await housed();
    const { session, cookie, text } = await signInAt(host, person.email);
    expect(session).toMatch(/; Path=\/;/i);
    expect(session).not.toMatch(/domain=/i);
    // next-auth goes by the origin of this very request.
    expect(JSON.parse(text)).toEqual({ url: `${originAt(host)}/` });
    const { text: me } = await askAt(host, query('auth.me'), { cookie });
    expect(JSON.parse(me)).toMatchObject({
      result: { data: { isScoped: true, isByProvider: false, tenants: [{ slug: tenant.slug }] } },
    });
    expect(await meAt(MAIN, cookie)).toBe('UNAUTHENTICATED');
    expect(await meAt((await housed()).host, cookie)).toBe('UNAUTHENTICATED');
    expect(await meAt(`x.${host}`, cookie)).toBe('UNAUTHENTICATED');
  });

  test('opened at the main address is not good under a tenant’s host', async () => {
    const { host, person, tenant, elsewhere } = await housed();
    const { cookie, text } = await signInAt(MAIN, person.email, env().WEBMTG_URL);
    expect(JSON.parse(text)).toEqual({ url: `${env().WEBMTG_URL}/` });
    expect(await meAt(MAIN, cookie)).toBeNull();
    for (const { slug } of [tenant, elsewhere])
      expect(await codeAt(MAIN, query('rooms.list', { tenant: slug }), { cookie })).toBeNull();
    expect(await meAt(host, cookie)).toBe('UNAUTHENTICATED');
  });

  test('of the tenant’s own provider begins and ends under its host', async () => {
    const home = await tenantWithIssuer({ host: newHost() });
    const host = new URL(home.urls.start).hostname;
    const { subject } = personAt(home);
    const [start, back] = [new URL(home.urls.start), new URL(home.urls.callback)];
    const jar = new CookieJar();
    const leave = async () => {
      const left = await askAt(host, start.pathname);
      const answer = new URL(await logIn(jar, left.headers.get('location') ?? '', subject));
      expect(answer.origin + answer.pathname).toBe(back.href);
      return { path: answer.pathname + answer.search, cookie: cookiesOf(left) };
    };
    const { path, ...browserOne } = await leave();
    const ended = await askAt(host, path, browserOne);
    expect(ended.headers.get('location')).toBe(`${originAt(host)}/t/${home.tenant.slug}`);
    const cookie = cookiesOf(ended);
    expect(await meAt(host, cookie)).toBeNull();
    expect(await meAt(MAIN, cookie)).toBe('UNAUTHENTICATED');
    // The same answer, taken to the main address by the same browser, opens nothing.
    const again = await leave();
    const moved = await askAt(MAIN, again.path, { cookie: again.cookie });
    expect(moved.headers.get('location')).toContain('error=FlowExpired');
    expect(moved.headers.getSetCookie()).toEqual([]);
    await home.issuer.stop();
  });

  test('under a tenant’s host changes no account, and runs no deployment', async () => {
    const { host, person } = await housed();
    const { cookie } = await signInAt(host, person.email);
    expect(await codeAt(host, query('auth.sessions'), { cookie })).toBe('SCOPED_SESSION');
    const asked = { method: 'POST', cookie, origin: originAt(host), body: { name: 'Mine' } };
    expect(await codeAt(host, '/api/trpc/auth.createTenant', asked)).toBe('SCOPED_SESSION');
    expect(await codeAt(host, query('auth.operator.list', {}), { cookie })).toBe('NOT_FOUND');
  });

  test('ends with the name that it was opened under', async () => {
    const { host, person, tenant, elsewhere } = await housed();
    const { cookie } = await sessionCookie(person.id, { hostTenantId: tenant.id });
    // Nobody has asked under it yet: what a process knows of a name it knows for seconds.
    await db().tenant.update({ where: { id: tenant.id }, data: { host: null } });
    await db().tenant.update({ where: { id: elsewhere.id }, data: { host } });
    expect(await meAt(host, cookie)).toBe('UNAUTHENTICATED');
    expect(await meAt(MAIN, cookie)).toBe('UNAUTHENTICATED');
  });
});

describe('under a tenant’s host', () => {
  test('other tenants, their rooms and links are not there, to their own people either', async () => {
    const { host, person, tenant, room, elsewhere, theirs } = await housed();
    const { cookie } = await signInAt(host, person.email);
    expect(await codeAt(host, query('rooms.list', { tenant: tenant.slug }), { cookie })).toBeNull();
    expect(await codeAt(host, query('rooms.get', { roomId: room.id }), { cookie })).toBeNull();
    expect(await codeAt(host, query('rooms.list', { tenant: elsewhere.slug }), { cookie })).toBe('NOT_FOUND');
    expect(await codeAt(host, query('rooms.get', { roomId: theirs.id }), { cookie })).toBe('NOT_FOUND');
    for (const asked of [{ cookie }, {}]) {
      expect(await codeAt(host, query('rooms.byCode', { code: room.code }), asked)).toBeNull();
      expect(await codeAt(host, query('rooms.byCode', { code: theirs.code }), asked)).toBe('NOT_FOUND');
    }
  });

  test('its pages are there, and no other’s', async () => {
    const { host, person, tenant, room, elsewhere, theirs } = await housed();
    const { cookie } = await signInAt(host, person.email);
    const at = async (path: string, asked: Asked = {}) => {
      const { status, headers } = await askAt(host, path, asked);
      return headers.get('location') ?? status;
    };
    expect(await at('/')).toBe(`/t/${tenant.slug}`);
    expect(await at(`/t/${tenant.slug}`)).toContain(`/t/${tenant.slug}/sign-in?`);
    expect(await at('/sign-in')).toContain(`/t/${tenant.slug}/sign-in?`);
    expect(await at('/register')).toContain('/sign-in');
    expect(await at(`/t/${tenant.slug}`, { cookie })).toBe(200);
    expect(await at(`/m/${room.code}`, { cookie })).toBe(200);
    for (const asked of [{ cookie }, {}]) {
      expect(await at(`/t/${elsewhere.slug}`, asked)).toBe(404);
      expect(await at(`/t/${elsewhere.slug}/sign-in`, asked)).toBe(404);
      expect(await at(`/m/${theirs.code}`, asked)).toBe(404);
    }
    expect(await at(`/api/sso/${elsewhere.slug}/start`)).toContain(originAt(host));
  });

  test('nobody makes an organisation', async () => {
    const { host } = await housed();
    const body = {
      name: 'Mia',
      organisation: 'Mine',
      email: `${randomUUID()}@people.example`,
      password: PASSWORD,
      locale: 'en',
    };
    const asked = { method: 'POST', origin: originAt(host), body };
    expect(await codeAt(host, '/api/trpc/auth.register', asked)).toBe('NOT_FOUND');
    expect(await db().user.count({ where: { email: body.email } })).toBe(0);
  });
});

test('a file goes to the host that it was announced under', async () => {
  const { host, person, room } = await housed();
  const { cookie } = await signInAt(host, person.email);
  const input = { roomId: room.id };
  const answer = await askAt(host, '/api/uploadthing?actionType=upload&slug=attachment', {
    method: 'POST',
    cookie,
    origin: originAt(host),
    body: { input, files: [declare(Buffer.from('Hello.'))] },
  });
  const [{ url = '' } = {}] = JSON.parse(answer.text) as { url?: string }[];
  const { origin, pathname, search } = new URL(url);
  expect(origin).toBe(originAt(host));
  expect((await askAt(host, pathname + search, { method: 'HEAD', cookie })).status).toBe(200);
  expect((await askAt(MAIN, pathname + search, { method: 'HEAD', cookie })).status).toBe(404);
  const other = await housed();
  const foreign = await signInAt(other.host, person.email);
  expect((await askAt(other.host, pathname + search, { method: 'HEAD', ...foreign })).status).toBe(404);
});

describe('what changes something', () => {
  test('comes from pages of the same host', async () => {
    const { host, person, room } = await housed();
    const { cookie } = await signInAt(host, person.email);
    const rename = async (name: string, at: string, origin?: string) =>
      await codeAt(at, '/api/trpc/rooms.update', {
        method: 'POST',
        cookie,
        origin,
        body: { roomId: room.id, name },
      });
    const foreign = [env().WEBMTG_URL, originAt(newHost()), `https://${host}`, 'null', undefined];
    for (const origin of foreign) expect(await rename('Theirs', host, origin)).toBe('BAD_ORIGIN');
    expect(await rename('Theirs', MAIN, originAt(host))).toBe('BAD_ORIGIN');
    expect(await db().room.findUnique({ where: { id: room.id } })).toMatchObject({ name: room.name });
    expect(await rename('Ours', host, originAt(host))).toBeNull();
    expect(await db().room.findUnique({ where: { id: room.id } })).toMatchObject({ name: 'Ours' });
    expect((await signInAt(host, person.email, env().WEBMTG_URL)).status).toBe(403);
  });
});

test('a name that is nobody’s is the main address, and nothing is built from it', async () => {
  const { person } = await housed();
  const forged = newHost();
  expect((await signInAt(forged, person.email)).status).toBe(403);
  const { text, cookie } = await signInAt(forged, person.email, env().WEBMTG_URL);
  expect(JSON.parse(text)).toEqual({ url: `${env().WEBMTG_URL}/` });
  expect(await meAt(MAIN, cookie)).toBeNull();
  const page = await askAt(forged, '/sign-in');
  expect(page.status).toBe(200);
  expect(page.text).not.toContain(forged);
});

test('the letters of a tenant lead to its host, those of an account to the main address', async () => {
  const { host, owner, tenant, room, person, elsewhere, theirs } = await housed();
  const emails = [`${randomUUID()}@people.example`];
  const letters = async () => {
    await expect.poll(async () => await lettersTo(emails[0] ?? '')).toHaveLength(1);
    return (await lettersTo(emails[0] ?? ''))[0];
  };
  await (await browserOf(owner)).api.auth.invitations.create({ tenant: tenant.slug, emails, role: 'member' });
  expect(await letters()).toContain(`${originAt(host)}/invite/`);
  emails[0] = `${randomUUID()}@people.example`;
  const { api } = await browserOf(person);
  await api.rooms.invite({ roomId: room.id, emails, role: 'guest' });
  expect(await letters()).toContain(`${originAt(host)}/i/`);
  emails[0] = `${randomUUID()}@people.example`;
  await api.rooms.invite({ roomId: theirs.id, emails, role: 'guest' });
  expect(await letters()).toContain(`${env().WEBMTG_URL}/i/`);
  expect(elsewhere.host).toBeNull();
  emails[0] = person.email;
  const asked = { method: 'POST', origin: originAt(host), body: { email: person.email } };
  expect(await codeAt(host, '/api/trpc/auth.requestPasswordReset', asked)).toBeNull();
  expect(await letters()).toContain(`${env().WEBMTG_URL}/reset-password/`);
});

describe('an operator', () => {
  const operator = async () => {
    const user = await db().user.upsert({
      where: { email: ADDRESS },
      create: { email: ADDRESS, name: 'Root', emailVerified: new Date() },
      update: {},
    });
    return await browserOf(user);
  };

  test('gives a tenant a name, which is written down and its administrators see', async () => {
    const { tenant, admin, colleague } = await sandbox();
    const { api } = await operator();
    const host = newHost();
    await api.auth.operator.setHost({ tenantId: tenant.id, host: ` ${host.toUpperCase()}. ` });
    const address = await (await browserOf(admin)).api.auth.tenant.address({ tenant: tenant.slug });
    expect(address).toEqual({ host, url: originAt(host), leadsTo: MAIN });
    const member = await browserOf(colleague);
    await expectRefusal(member.api.auth.tenant.address({ tenant: tenant.slug }), 'FORBIDDEN');
    await api.auth.operator.setHost({ tenantId: tenant.id, host });
    await api.auth.operator.setHost({ tenantId: tenant.id, host: null });
    const events = await db().auditEvent.findMany({
      where: { tenantId: tenant.id, action: 'tenant.host' },
      orderBy: { id: 'asc' },
      select: { actorKind: true, detail: true },
    });
    expect(events).toEqual([
      { actorKind: 'operator', detail: { changes: { host: { from: null, to: host } } } },
      { actorKind: 'operator', detail: { changes: { host: { from: host, to: null } } } },
    ]);
  });

  test('gives no name that leads elsewhere already, and none that is no name', async () => {
    const [one, two] = [await sandbox(), await housed()];
    const { api } = await operator();
    const set = async (host: string) => await api.auth.operator.setHost({ tenantId: one.tenant.id, host });
    await expectRefusal(set(two.host), 'HOST_TAKEN');
    await expectRefusal(set(two.host.toUpperCase()), 'HOST_TAKEN');
    for (const text of [
      'meet.acme.example:8080',
      'https://meet.acme.example',
      '192.0.2.1',
      'meet',
      'a b.example',
    ])
      await expectFieldError(set(text), 'host', 'domain');
    await set(`会議-${randomUUID()}.example`);
    const { host } = await db().tenant.findUniqueOrThrow({ where: { id: one.tenant.id } });
    expect(host).toMatch(/^xn--[a-z0-9-]+\.example$/);
    const { api: stranger } = await browser();
    await expectRefusal(
      stranger.auth.operator.setHost({ tenantId: one.tenant.id, host: null }),
      'UNAUTHENTICATED',
    );
  });
});
