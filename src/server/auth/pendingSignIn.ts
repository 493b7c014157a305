import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { readCookie, setCookie } from '../cookies';
import { redis } from '../redis';

const COOKIE = 'sign-in';
/** Seconds between the password and the second step. */
const PENDING_TTL = 5 * 60;

const keyOf = (token: string) => `sign-in:${createHash('sha256').update(token).digest('hex')}`;

/** Remembers, for the one browser that holds the cookie, that somebody's password was right. Nothing else opens by it. */
export const startPending = async (userId: string) => {
  const token = randomBytes(32).toString('base64url');
  await redis().set(keyOf(token), userId, 'EX', PENDING_TTL);
  return setCookie(COOKIE, token, PENDING_TTL);
};

/** Who is between password and second step in this browser, or null; `key` names that sign-in. */
export const findPending = async (headers: Headers): Promise<{ userId: string; key: string } | null> => {
  const token = readCookie(headers, COOKIE);
  if (!token) return null;
  const key = keyOf(token);
  const userId = await redis().get(key);
  return userId === null ? null : { userId, key };
};

/** Ends the waiting; of two that finish one sign-in at once one gets true. */
export const endPending = async (key: string): Promise<boolean> => (await redis().del(key)) === 1;

/** The cookie that takes the other one away. */
export const forgetPending = () => setCookie(COOKIE, '', 0);
