import 'server-only';
import { redis } from '../redis';
import { COOKIE_TTL } from './openSession';
import { endSession, sessionTime } from './sessions';

/** What a provider knows a session of its own by: the session there, and the person. */
export interface ProviderSession {
  sid?: string | undefined;
  sub?: string | undefined;
}

const keyOf = (providerId: string, kind: 'all' | 'sid' | 'sub', id = '') =>
  `provider-session:${providerId}:${kind}:${id}`;

/** Seconds that an end at the provider is known: longer than a sign-in takes here. */
const ENDED_TTL = 15 * 60;
const endedKey = (key: string) => `ended:${key}`;

/** Notes that a session was opened by a provider, for as long as it can live. */
export const noteProviderSession = async (
  providerId: string,
  { sid, sub }: ProviderSession,
  sessionId: string,
) => {
  const keys = [keyOf(providerId, 'all'), keyOf(providerId, 'sub', sub)];
  if (sid !== undefined) keys.push(keyOf(providerId, 'sid', sid));
  const steps = redis().multi();
  for (const key of keys) steps.sadd(key, sessionId).expire(key, COOKIE_TTL);
  await steps.exec();
};

const endAll = async (key: string, except?: string) => {
  const ids = await redis().smembers(key);
  const ended = ids.filter((id) => id !== except);
  await Promise.all(ended.map(async (id) => await endSession(id)));
  if (ended.length > 0) await redis().srem(key, ...ended);
};

/** Ends the sessions behind one at the provider, or all of a person's where it names none (Back-Channel Logout 1.0, 2.7). */
export const endProviderSessions = async (providerId: string, { sid, sub }: ProviderSession) => {
  const key = sid === undefined ? keyOf(providerId, 'sub', sub) : keyOf(providerId, 'sid', sid);
  // Noted first: a sign-in that notes its session meanwhile is found here, or finds this.
  await redis().set(endedKey(key), await sessionTime(), 'EX', ENDED_TTL);
  await endAll(key);
};

/** Whether the provider has ended its session, or all of its person's, at that time (by `sessionTime`) or later. */
export const hasProviderEnded = async (providerId: string, { sid, sub }: ProviderSession, time: number) => {
  const keys = [keyOf(providerId, 'sub', sub), ...(sid === undefined ? [] : [keyOf(providerId, 'sid', sid)])];
  const ended = await redis().mget(keys.map(endedKey));
  return ended.some((at) => at !== null && Number(at) >= time);
};

/** Ends every session that a provider has opened, but for the one in `except`. */
export const endAllOfProvider = async (providerId: string, except?: string) =>
  await endAll(keyOf(providerId, 'all'), except);
