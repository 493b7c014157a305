import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { describe, expect, test } from 'vitest';
import { createSession, endSession, revokeSession, SESSION_COOKIE } from '@/server/auth/sessions';
import { createContext } from '@/server/context';
import { cookieName } from '@/server/cookies';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { redis } from '@/server/redis';
import { makeUser } from '../../prisma/factories.ts';
import { browser, browserOf, expectRefusal, sessionCookie } from './harness';

const CHROME_ON_LINUX =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
const DAYS_30 = 30 * 24 * 3600;

const cookieFor = async (token: Record<string, unknown>, secret = env().AUTH_SECRET, salt = '') =>
  `${cookieName(SESSION_COOKIE)}=${await encode({ token, secret, salt })}`;

const viewer = async (cookie: string) =>
  (await createContext(new Headers({ cookie }), new Headers())).viewer.kind;

describe('a session', () => {
  test('is who asks, until it is revoked: the very next request is out', async () => {
    const user = await makeUser(db());
    const [here, there] = [await browserOf(user), await browserOf(user)];
    expect((await there.api.auth.me()).id).toBe(user.id);
    const sessions = await here.api.auth.sessions();
    const other = sessions.find(({ isCurrent }) => !isCurrent);
    await here.api.auth.revokeSession({ sessionId: other?.id ?? '' });
    await expectRefusal(there.api.auth.me(), 'UNAUTHENTICATED');
    expect((await here.api.auth.me()).id).toBe(user.id);
    expect(await here.api.auth.sessions()).toHaveLength(1);
  });

  test('ends on all other devices, or everywhere', async () => {
    const user = await makeUser(db());
    const [one, two, three] = [await browserOf(user), await browserOf(user), await browserOf(user)];
    await one.api.auth.revokeOtherSessions();
    await expectRefusal(two.api.auth.me(), 'UNAUTHENTICATED');
    await expectRefusal(three.api.auth.me(), 'UNAUTHENTICATED');
    await one.api.auth.signOutEverywhere();
    await expectRefusal(one.api.auth.me(), 'UNAUTHENTICATED');
  });

  test("is not another person's to end", async () => {
    const [user, stranger] = [await makeUser(db()), await makeUser(db())];
    const { sessionId, cookie } = await sessionCookie(user.id);
    const { api } = await browserOf(stranger);
    await expectRefusal(api.auth.revokeSession({ sessionId }), 'NOT_FOUND');
    await expectRefusal(api.auth.revokeSession({ sessionId: randomUUID() }), 'NOT_FOUND');
    await api.auth.signOutEverywhere();
    expect(await viewer(cookie)).toBe('user');
  });

  test('goes from its list and from Redis at once: there is no moment at which nobody could end it', async () => {
    const user = await makeUser(db());
    const { sessionId } = await sessionCookie(user.id);
    const revoked = revokeSession(user.id, sessionId);
    // On the same connection, so right behind the first command of the revocation.
    const between = await redis()
      .multi()
      .sismember(`user-sessions:${user.id}`, sessionId)
      .exists(`session:${sessionId}`)
      .exec();
    expect(between).toEqual([
      [null, 0],
      [null, 0],
    ]);
    expect(await revoked).toBe(true);
    expect(await revokeSession(user.id, sessionId)).toBe(false);
  });

  test('that is in no list ends all the same where its browser signs out', async () => {
    const user = await makeUser(db());
    const { sessionId, cookie } = await sessionCookie(user.id);
    await redis().srem(`user-sessions:${user.id}`, sessionId);
    await endSession(sessionId);
    expect(await viewer(cookie)).toBe('anonymous');
  });

  test('is listed with its browser, system and address, the current one marked', async () => {
    const user = await makeUser(db());
    await createSession(user.id, { userAgent: CHROME_ON_LINUX, address: '192.0.2.7' });
    await createSession(user.id, { userAgent: '', address: '192.0.2.8' });
    const { api } = await browserOf(user);
    const sessions = await api.auth.sessions();
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(sessions).toContainEqual(
      expect.objectContaining({ browser: 'Chrome', os: 'Linux', isMobile: false, address: '192.0.2.7' }),
    );
    expect(sessions).toContainEqual(
      expect.objectContaining({ browser: null, os: null, address: '192.0.2.8' }),
    );
  });

  test('lives for thirty days after its last use', async () => {
    const { sessionId, cookie } = await sessionCookie((await makeUser(db())).id);
    const key = `session:${sessionId}`;
    await redis()
      .multi()
      .hset(key, 'lastSeenAt', new Date(Date.now() - 3600_000).toISOString())
      .expire(key, 50)
      .exec();
    expect(await viewer(cookie)).toBe('user');
    expect(await redis().ttl(key)).toBeGreaterThan(DAYS_30 - 60);
    expect(Date.now() - Date.parse((await redis().hget(key, 'lastSeenAt')) ?? '')).toBeLessThan(60_000);
    await redis().expire(key, 0);
    expect(await viewer(cookie)).toBe('anonymous');
  });

  test('outlives neither its account nor its place in the list', async () => {
    const user = await makeUser(db());
    const [first, second] = [await browserOf(user), await sessionCookie(user.id)];
    await redis().del(`session:${second.sessionId}`);
    expect(await first.api.auth.sessions()).toHaveLength(1);
    await db().user.delete({ where: { id: user.id } });
    await expectRefusal(first.api.auth.me(), 'UNAUTHENTICATED');
  });

  test('is opened by no token but ours', async () => {
    const sessionId = await createSession((await makeUser(db())).id, { userAgent: '', address: '' });
    expect(await viewer(await cookieFor({ sessionId }))).toBe('user');
    expect(await viewer(await cookieFor({ sessionId }, 'another secret, as long as the right one'))).toBe(
      'anonymous',
    );
    expect(await viewer(await cookieFor({ sessionId }, env().AUTH_SECRET, 'webmtg guest'))).toBe('anonymous');
    expect(await viewer(await cookieFor({ sub: sessionId }))).toBe('anonymous');
    expect(await viewer(await cookieFor({ sessionId: randomUUID() }))).toBe('anonymous');
    expect(await viewer(`${cookieName(SESSION_COOKIE)}=${sessionId}`)).toBe('anonymous');
  });
});

describe('a profile', () => {
  test('changes in what is given only, and holds no hash', async () => {
    const user = await makeUser(db(), { passwordHash: 'secret' });
    const { api } = await browserOf(user);
    await api.auth.updateProfile({ locale: 'ja' });
    await api.auth.updateProfile({ name: '  Aoi\u202e  Suzuki ' });
    const me = await api.auth.me();
    expect(me).toMatchObject({
      name: 'Aoi  Suzuki',
      locale: 'ja',
      email: user.email,
      tenants: [],
      accounts: [],
    });
    expect(JSON.stringify(me)).not.toContain('secret');
  });

  test('is for who is signed in', async () => {
    const { api } = await browser();
    await expectRefusal(api.auth.me(), 'UNAUTHENTICATED');
    await expectRefusal(api.auth.sessions(), 'UNAUTHENTICATED');
    await expectRefusal(api.auth.updateProfile({ name: 'Eve' }), 'UNAUTHENTICATED');
    await expectRefusal(api.auth.createTenant({ name: 'Eve' }), 'UNAUTHENTICATED');
  });
});
