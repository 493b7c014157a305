import 'server-only';
import { v7 as uuid } from 'uuid';
import { readCookie } from '../cookies';
import { publish } from '../events';
import { hostTenantOf } from '../hostTenant';
import { redis } from '../redis';
import { readToken } from './readToken';

export const SESSION_COOKIE = 'session';
/** Seconds that a session lives after its last use. The JWT outlives it: Redis has the last word. */
const SESSION_TTL = 30 * 24 * 3600;
/** Seconds that the end of all of somebody's sessions is known: longer than a request lasts. */
const ENDED_TTL = 15 * 60;
/** Seconds between two notes of a session's last use. */
const TOUCH_EVERY = 60;

export interface Session {
  id: string;
  userId: string;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string;
  address: string;
  /** The one tenant whose identity provider opened it: it is good nowhere else. */
  tenantId: string | null;
  /** The tenant under whose host name it was opened: it is good there alone. Null: at WEBMTG_URL alone. */
  hostTenantId: string | null;
  /** Whether a second step was taken, or a passkey, which is two in one. */
  isTwoStep: boolean;
}

const sessionKey = (id: string) => `session:${id}`;
const userKey = (userId: string) => `user-sessions:${userId}`;
const endedKey = (userId: string) => `user-sessions-ended:${userId}`;

const parse = (id: string, fields: Record<string, string>): Session | null =>
  fields['userId'] === undefined
    ? null
    : {
        id,
        userId: fields['userId'],
        createdAt: fields['createdAt'] ?? '',
        lastSeenAt: fields['lastSeenAt'] ?? '',
        userAgent: fields['userAgent'] ?? '',
        address: fields['address'] ?? '',
        tenantId: fields['tenantId'] ?? null,
        hostTenantId: fields['hostTenantId'] ?? null,
        isTwoStep: fields['isTwoStep'] === '1',
      };

/** How somebody has proven who they are, where it was more or less than a password or a provider of everybody's. */
export interface Proof {
  /** The tenant whose own identity provider answers for them. */
  tenantId?: string;
  /** The tenant under whose host name they did. */
  hostTenantId?: string;
  isTwoStep?: boolean;
}

/** Opens a session in Redis for a person who has just proven who they are; returns its id. */
export const createSession = async (
  userId: string,
  device: { userAgent: string; address: string },
  { tenantId, hostTenantId, isTwoStep = false }: Proof = {},
) => {
  const id = uuid();
  const now = new Date().toISOString();
  const fields = {
    userId,
    createdAt: now,
    lastSeenAt: now,
    ...device,
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(hostTenantId === undefined ? {} : { hostTenantId }),
    ...(isTwoStep ? { isTwoStep: '1' } : {}),
  };
  await redis()
    .multi()
    .hset(sessionKey(id), fields)
    .expire(sessionKey(id), SESSION_TTL)
    .sadd(userKey(userId), id)
    .expire(userKey(userId), SESSION_TTL)
    .exec();
  return id;
};

/** Seconds that a proof of who somebody is stays fresh enough to change how they sign in. */
const PROOF_TTL = 10 * 60;

/** Changes a session that is there; one that has ended meanwhile must not come back as a half. */
const note = async (id: string, field: 'provenAt' | 'isTwoStep', value: string) => {
  const script =
    "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end";
  await redis().eval(script, 1, sessionKey(id), field, value);
};

/** Notes that the person has shown who they are again, in this session and just now. */
export const noteProof = async (id: string) => await note(id, 'provenAt', new Date().toISOString());

/** Whether they have done so in the last ten minutes, if only by signing in. */
export const isProvenLately = async (id: string): Promise<boolean> => {
  const times = await redis().hmget(sessionKey(id), 'createdAt', 'provenAt');
  return times.some((time) => time !== null && Date.now() - Date.parse(time) < PROOF_TTL * 1000);
};

/** Notes that the second step was taken, in a session that began without. */
export const noteSecondStep = async (id: string) => await note(id, 'isTwoStep', '1');

/** Takes the second step from all sessions of a person who has none any more; what asks for it closes to them at once. */
export const forgetSecondSteps = async (userId: string) => {
  const ids = await redis().smembers(userKey(userId));
  await Promise.all(
    ids.map(async (id) => {
      await note(id, 'isTwoStep', '0');
      await publish('session', id, { type: 'access' });
    }),
  );
};

const touch = async (session: Session, address: string) => {
  const now = new Date().toISOString();
  await redis()
    .multi()
    .hset(sessionKey(session.id), { lastSeenAt: now, address })
    .expire(sessionKey(session.id), SESSION_TTL)
    .expire(userKey(session.userId), SESSION_TTL)
    .exec();
};

/** The live session with this id, or null. Its thirty days start anew, noted at most once a minute. */
const findSession = async (id: string, address: string): Promise<Session | null> => {
  const session = parse(id, await redis().hgetall(sessionKey(id)));
  if (!session) return null;
  if (Date.now() - Date.parse(session.lastSeenAt) > TOUCH_EVERY * 1000) await touch(session, address);
  return session;
};

/**
 * The session that a request's cookie names, or null: forged, expired and revoked ones alike, and those that were
 * opened under another host.
 */
export const readSession = async (headers: Headers, address: string): Promise<Session | null> => {
  const token = readCookie(headers, SESSION_COOKIE);
  if (!token) return null;
  const claims = await readToken(token);
  const id = claims?.['sessionId'];
  const session = typeof id === 'string' ? await findSession(id, address) : null;
  const host = await hostTenantOf(headers);
  return session && session.hostTenantId === (host?.id ?? null) ? session : null;
};

/** A person's live sessions, last used first. */
export const listSessions = async (userId: string): Promise<Session[]> => {
  const ids = await redis().smembers(userKey(userId));
  const found = await Promise.all(ids.map(async (id) => parse(id, await redis().hgetall(sessionKey(id)))));
  const gone = ids.filter((_, index) => found[index] === null);
  if (gone.length > 0) await redis().srem(userKey(userId), ...gone);
  return found
    .filter((session) => session !== null)
    .toSorted((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt));
};

/** Both at once: a session that is in no list any more could be ended by nobody. Whoever hasn't got it ends nothing. */
const REVOKE = `
  if redis.call('SREM', KEYS[1], ARGV[1]) == 0 then return 0 end
  redis.call('DEL', KEYS[2])
  return 1`;

/** Ends one session of `userId`; false where that person has none with this id. */
export const revokeSession = async (userId: string, id: string): Promise<boolean> => {
  if ((await redis().eval(REVOKE, 2, userKey(userId), sessionKey(id), id)) !== 1) return false;
  await publish('session', id, { type: 'access' });
  return true;
};

/** Ends a session whoever it belongs to, listed or not: the browser that holds it signs out. */
export const endSession = async (id: string) => {
  const userId = await redis().hget(sessionKey(id), 'userId');
  if (!userId) return;
  await redis().multi().del(sessionKey(id)).srem(userKey(userId), id).exec();
  await publish('session', id, { type: 'access' });
};

/** Microseconds by Redis's clock, the one that all web servers share. */
export const sessionTime = async () => {
  const [seconds, microseconds] = await redis().time();
  return Number(seconds) * 1_000_000 + Number(microseconds);
};

/** Whether all sessions of a person were ended at that time or later. */
export const haveEndedSince = async (userId: string, time: number) =>
  Number((await redis().get(endedKey(userId))) ?? 0) >= time;

/** Ends every session of a person, but for the one in `except`, and the sign-ins that are under way. */
export const revokeSessions = async (userId: string, except?: string) => {
  // Noted first: a sign-in that opens its session meanwhile is found here, or finds this.
  await redis().set(endedKey(userId), await sessionTime(), 'EX', ENDED_TTL);
  const ids = (await redis().smembers(userKey(userId))).filter((id) => id !== except);
  if (ids.length === 0) return;
  await redis()
    .multi()
    .del(...ids.map(sessionKey))
    .srem(userKey(userId), ...ids)
    .exec();
  await Promise.all(ids.map(async (id) => await publish('session', id, { type: 'access' })));
};

/** Has every stream of a person prove its right anew: a role or a membership of theirs has changed. */
export const proveStreams = async (userId: string) => {
  const ids = await redis().smembers(userKey(userId));
  await Promise.all(ids.map(async (id) => await publish('session', id, { type: 'access' })));
};
