import 'server-only';
import { redis } from '../redis';
import { COOKIE_TTL } from './openSession';
import { endSession } from './sessions';

/** What a provider knows a session of its own by: the session there, and the person. */
export interface ProviderSession {
  sid?: string | undefined;
  sub?: string | undefined;
}

const keyOf = (providerId: string, kind: 'all' | 'sid' | 'sub', id = '') =>
  `provider-session:${providerId}:${kind}:${id}`;

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
export const endProviderSessions = async (providerId: string, { sid, sub }: ProviderSession) =>
  await endAll(sid === undefined ? keyOf(providerId, 'sub', sub) : keyOf(providerId, 'sid', sid));

/** Ends every session that a provider has opened, but for the one in `except`. */
export const endAllOfProvider = async (providerId: string, except?: string) =>
  await endAll(keyOf(providerId, 'all'), except);
