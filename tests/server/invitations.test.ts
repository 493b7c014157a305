import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { makeUser } from '../../prisma/factories.ts';
import { db } from '@/server/db';
import { lettersTo, tokenIn } from '../mailbox.ts';
import { browser, browserOf, expectFieldError, expectRefusal, sandbox } from './harness';

const newAddress = () => `${randomUUID()}@people.example`;

/** Invites an address and returns the secret of its letter. */
const invited = async (
  box: Awaited<ReturnType<typeof sandbox>>,
  email = newAddress(),
  role: 'owner' | 'admin' | 'member' = 'member',
) => {
  const { api } = await browserOf(box.owner);
  const results = await api.auth.invitations.create({ tenant: box.tenant.slug, emails: [email], role });
  expect(results).toEqual([{ email, outcome: 'invited' }]);
  return { email, token: tokenIn(await letterTo(email, 1)), api };
};

const letterTo = async (email: string, count: number) =>
  await vi.waitFor(async () => {
    const letters = await lettersTo(email);
    expect(letters).toHaveLength(count);
    return letters.at(-1);
  });

const membershipOf = async (tenantId: string, userId: string) =>
  await db().membership.findUnique({ where: { tenantId_userId: { tenantId, userId } } });

test('several are invited at once: each gets a letter that says who invites, into what', async () => {
  const box = await sandbox();
  const emails = [newAddress(), newAddress()];
  const { api } = await browserOf(box.admin);
  const results = await api.auth.invitations.create({
    tenant: box.tenant.slug,
    emails: [...emails, emails[0] ?? '', box.host.email],
    role: 'admin',
  });
  expect(results).toEqual([
    ...emails.map((email) => ({ email, outcome: 'invited' })),
    { email: box.host.email, outcome: 'member' },
  ]);
  for (const email of emails) {
    const letter = await letterTo(email, 1);
    expect(letter).toContain(`Subject: ${box.admin.name} invites you to ${box.tenant.name}`);
    expect(letter).toContain('/invite/');
  }
  const listed = await api.auth.invitations.list({ tenant: box.tenant.slug });
  expect(new Set(listed.map(({ email }) => email))).toEqual(new Set(emails));
  expect(JSON.stringify(listed)).not.toMatch(/token/i);
});

test('the letter is in the language of who gets it, else in the organisation’s', async () => {
  const box = await sandbox();
  await db().tenant.update({ where: { id: box.tenant.id }, data: { locale: 'ja' } });
  const stranger = await invited(box);
  expect((await lettersTo(stranger.email))[0]).toContain('への招待');
  const known = await makeUser(db(), { email: newAddress() });
  await invited(box, known.email);
  expect((await lettersTo(known.email))[0]).toContain('invites you to');
});

test('what is no address is told by its place', async () => {
  const box = await sandbox();
  const { api } = await browserOf(box.owner);
  const create = api.auth.invitations.create({
    tenant: box.tenant.slug,
    emails: [newAddress(), 'nobody'],
    role: 'member',
  });
  await expectFieldError(create, 'emails.1', 'email');
});

test('admins invite no owners', async () => {
  const box = await sandbox();
  const { api } = await browserOf(box.admin);
  const create = api.auth.invitations.create({
    tenant: box.tenant.slug,
    emails: [newAddress()],
    role: 'owner',
  });
  await expectRefusal(create, 'FORBIDDEN');
  await invited(box, newAddress(), 'owner');
  const [invitation] = await api.auth.invitations.list({ tenant: box.tenant.slug });
  const target = { tenant: box.tenant.slug, invitationId: invitation?.id ?? '' };
  await expectRefusal(api.auth.invitations.revoke(target), 'FORBIDDEN');
  await expectRefusal(api.auth.invitations.resend(target), 'FORBIDDEN');
});

test('whoever has the address and the link joins, once, and the address is proven by it', async () => {
  const box = await sandbox();
  const { email, token } = await invited(box, newAddress(), 'admin');
  const user = await makeUser(db(), { email });
  await db().user.update({ where: { id: user.id }, data: { emailVerified: null } });
  const { api } = await browserOf(user);
  expect(await api.auth.invitations.peek({ token })).toMatchObject({
    email,
    role: 'admin',
    tenant: { slug: box.tenant.slug, name: box.tenant.name },
  });
  expect(await api.auth.invitations.accept({ token })).toMatchObject({ slug: box.tenant.slug });
  expect(await membershipOf(box.tenant.id, user.id)).toMatchObject({ role: 'admin' });
  expect((await db().user.findUniqueOrThrow({ where: { id: user.id } })).emailVerified).not.toBeNull();
  await expectRefusal(api.auth.invitations.accept({ token }), 'LINK_INVALID');
  await expectRefusal(api.auth.invitations.peek({ token }), 'LINK_INVALID');
  const acts = await db().auditEvent.findMany({
    where: { tenantId: box.tenant.id },
    orderBy: { id: 'asc' },
    select: { action: true, actorId: true },
  });
  expect(acts).toEqual([
    { action: 'member.invite', actorId: box.owner.id },
    { action: 'member.join', actorId: user.id },
  ]);
});

test('of many tabs that accept at once one does', async () => {
  const box = await sandbox();
  const { email, token } = await invited(box);
  const { api } = await browserOf(await makeUser(db(), { email }));
  const results = await Promise.allSettled(
    Array.from({ length: 5 }, async () => await api.auth.invitations.accept({ token })),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('another’s link is worth nothing, and stays good for who it went to', async () => {
  const box = await sandbox();
  const { email, token } = await invited(box);
  const thief = await makeUser(db());
  await expectRefusal((await browserOf(thief)).api.auth.invitations.accept({ token }), 'OTHER_ADDRESS');
  expect(await membershipOf(box.tenant.id, thief.id)).toBeNull();
  const { api } = await browserOf(await makeUser(db(), { email }));
  await api.auth.invitations.accept({ token });
});

test('who belongs to it already keeps their role', async () => {
  const box = await sandbox();
  const email = newAddress();
  const { token } = await invited(box, email, 'admin');
  const user = await makeUser(db(), { email });
  await db().membership.create({ data: { tenantId: box.tenant.id, userId: user.id, role: 'member' } });
  await (await browserOf(user)).api.auth.invitations.accept({ token });
  expect(await membershipOf(box.tenant.id, user.id)).toMatchObject({ role: 'member' });
});

test('a link is good for seven days', async () => {
  const box = await sandbox();
  const { email, token } = await invited(box);
  const row = await db().invitation.findFirstOrThrow({ where: { email } });
  const days = (row.expiresAt.getTime() - Date.now()) / (24 * 3600 * 1000);
  expect(days).toBeGreaterThan(6.99);
  expect(days).toBeLessThanOrEqual(7);
  await db().invitation.update({ where: { id: row.id }, data: { expiresAt: new Date() } });
  const { api } = await browserOf(await makeUser(db(), { email }));
  await expectRefusal(api.auth.invitations.accept({ token }), 'LINK_INVALID');
});

test('sent again, the new link is good and the old one no more', async () => {
  const box = await sandbox();
  const { email, token, api } = await invited(box);
  const [invitation] = await api.auth.invitations.list({ tenant: box.tenant.slug });
  await api.auth.invitations.resend({ tenant: box.tenant.slug, invitationId: invitation?.id ?? '' });
  const next = tokenIn(await letterTo(email, 2));
  const person = await browserOf(await makeUser(db(), { email }));
  await expectRefusal(person.api.auth.invitations.accept({ token }), 'LINK_INVALID');
  await person.api.auth.invitations.accept({ token: next });
});

test('revoked, it is good no more; nobody else’s invitations are touched', async () => {
  const [box, away] = [await sandbox(), await sandbox()];
  const { email, token, api } = await invited(box);
  const [invitation] = await api.auth.invitations.list({ tenant: box.tenant.slug });
  const invitationId = invitation?.id ?? '';
  const foreign = (await browserOf(away.owner)).api.auth.invitations;
  await expectRefusal(foreign.revoke({ tenant: away.tenant.slug, invitationId }), 'NOT_FOUND');
  await expectRefusal(foreign.resend({ tenant: away.tenant.slug, invitationId }), 'NOT_FOUND');
  await api.auth.invitations.revoke({ tenant: box.tenant.slug, invitationId });
  const person = await browserOf(await makeUser(db(), { email }));
  await expectRefusal(person.api.auth.invitations.accept({ token }), 'LINK_INVALID');
  await expectRefusal(api.auth.invitations.revoke({ tenant: box.tenant.slug, invitationId }), 'NOT_FOUND');
});

test('an organisation’s domains hold for invitations, and for those that were sent before', async () => {
  const box = await sandbox();
  const { email, token, api } = await invited(box);
  await db().tenant.update({ where: { id: box.tenant.id }, data: { mailDomains: ['kumo.example'] } });
  const person = await browserOf(await makeUser(db(), { email }));
  await expectRefusal(person.api.auth.invitations.accept({ token }), 'DOMAIN_REFUSED');
  const inside = `${randomUUID()}@kumo.example`;
  const outside = `${randomUUID()}@notkumo.example`;
  const results = await api.auth.invitations.create({
    tenant: box.tenant.slug,
    emails: [inside, outside],
    role: 'member',
  });
  expect(results.map(({ outcome }) => outcome)).toEqual(['invited', 'wrongDomain']);
});

test('a suspended or deleted organisation is joined by nobody', async () => {
  const box = await sandbox();
  const { email, token } = await invited(box);
  await db().tenant.update({ where: { id: box.tenant.id }, data: { suspendedAt: new Date() } });
  const person = await browserOf(await makeUser(db(), { email }));
  await expectRefusal(person.api.auth.invitations.accept({ token }), 'LINK_INVALID');
});

const PASSWORD = 'seven paper cranes over Kyoto';

test('who has no account makes one with the invited address, and no organisation of their own', async () => {
  const box = await sandbox();
  const { email, token } = await invited(box);
  const { api } = await browser();
  const person = { token, name: 'Mio', password: PASSWORD, locale: 'ja' as const };
  await expectRefusal(api.auth.registerInvited({ ...person, email: newAddress() }), 'LINK_INVALID');
  await api.auth.registerInvited({ ...person, email });
  const user = await db().user.findUniqueOrThrow({ where: { email }, include: { memberships: true } });
  expect(user).toMatchObject({ name: 'Mio', locale: 'ja', emailVerified: null, memberships: [] });
  await expectRefusal(api.auth.registerInvited({ ...person, email }), 'ACCOUNT_EXISTS');
  await (await browserOf(user)).api.auth.invitations.accept({ token });
  expect(await membershipOf(box.tenant.id, user.id)).not.toBeNull();
});

test('a session of another organisation’s identity provider accepts nothing', async () => {
  const [box, away] = [await sandbox(), await sandbox()];
  const { email, token } = await invited(box);
  const user = await makeUser(db(), { email });
  const { createSession } = await import('@/server/auth/sessions');
  const { encode } = await import('next-auth/jwt');
  const { env } = await import('@/server/env');
  const { cookieName } = await import('@/server/cookies');
  const sessionId = await createSession(
    user.id,
    { userAgent: 'test', address: '192.0.2.1' },
    { tenantId: away.tenant.id },
  );
  const jwt = await encode({ token: { sessionId }, secret: env().AUTH_SECRET });
  const { api } = await browser(`${cookieName('session')}=${jwt}`);
  await expectRefusal(api.auth.invitations.accept({ token }), 'FORBIDDEN');
});
