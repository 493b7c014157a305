import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { Redis } from 'ioredis';
import { encode } from 'next-auth/jwt';
import type { BrowserContext } from '@playwright/test';
import { makeMembership, makeRoom, makeTenant, makeUser } from '../../prisma/factories.ts';
import { PrismaClient } from '../../src/generated/prisma/client.ts';

/** A setting that the test run is given; throws where it is missing. */
export const setting = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the browser tests by npm test -- e2e`);
  return value;
};

export const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: setting('DATABASE_URL') }) });
const redis = new Redis(setting('REDIS_URL'));
// Where tests take it away, the process would tell of every attempt; what is asked of it fails all the same.
redis.on('error', () => undefined);

/** A session in Redis, as the sign-in page opens it, and the cookie that names it. */
export const openSession = async (userId: string, openedAt = new Date()) => {
  const id = randomUUID();
  await redis.hset(`session:${id}`, {
    userId,
    createdAt: openedAt.toISOString(),
    lastSeenAt: new Date().toISOString(),
    userAgent: 'test',
    address: '',
  });
  await redis.sadd(`user-sessions:${userId}`, id);
  const value = await encode({ token: { sessionId: id }, secret: setting('AUTH_SECRET') });
  // Behind the gateway, by TLS, cookies are this host's alone (RFC 6265bis, 4.1.3.2).
  const isSecure = setting('WEBMTG_URL').startsWith('https:');
  return { name: isSecure ? '__Host-webmtg.session' : 'webmtg.session', value, secure: isSecure };
};

/** Signs a person in, as the sign-in page would. */
export const signIn = async (context: BrowserContext, userId: string, openedAt?: Date) => {
  const cookie = await openSession(userId, openedAt);
  await context.addCookies([{ ...cookie, url: setting('WEBMTG_URL'), httpOnly: true }]);
};

/** An organisation of the test's own, with a host, a colleague and the host's room. */
export const makeOrganisation = async (room: Parameters<typeof makeRoom>[2] = {}) => {
  const tenant = await makeTenant(db);
  const [host, colleague] = [
    await makeUser(db, { name: 'Aoi Tanaka' }),
    await makeUser(db, { name: 'Ben Fischer' }),
  ];
  await makeMembership(db, { tenantId: tenant.id, userId: host.id }, 'owner');
  await makeMembership(db, { tenantId: tenant.id, userId: colleague.id }, 'member');
  const made = await makeRoom(db, { tenantId: tenant.id, hostId: host.id }, room);
  return { tenant, host, colleague, room: made };
};

type OpenContext = () => Promise<BrowserContext>;

/** A host and a colleague, each signed in with a page of their own browser: `aoi` and `ben`, and their pages `a` and `b`. */
export const openPair = async (
  openContext: OpenContext,
  { host, colleague }: { host: { id: string }; colleague: { id: string } },
) => {
  const [aoi, ben] = [await openContext(), await openContext()];
  await signIn(aoi, host.id);
  await signIn(ben, colleague.id);
  return { aoi, ben, a: await aoi.newPage(), b: await ben.newPage() };
};
