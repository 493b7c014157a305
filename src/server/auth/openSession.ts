import 'server-only';
import { encode } from 'next-auth/jwt';
import { setCookie } from '../cookies';
import { env } from '../env';
import { createSession, endSession, type Proof, readSession, SESSION_COOKIE } from './sessions';

/** Seconds that the cookie lives, as long as browsers keep one. Redis decides how long the session does. */
export const COOKIE_TTL = 400 * 24 * 3600;

/** Opens a session for the browser that asks, and ends the one that it had; returns its id. */
export const openSession = async (
  userId: string,
  { headers, address }: { headers: Headers; address: string },
  proof: Proof = {},
) => {
  const before = await readSession(headers, address);
  if (before) await endSession(before.id);
  const userAgent = (headers.get('user-agent') ?? '').slice(0, 512);
  return await createSession(userId, { userAgent, address }, proof);
};

/** The Set-Cookie header that names a session, as next-auth writes it. */
export const sessionCookie = async (sessionId: string) => {
  const token = await encode({ token: { sessionId }, secret: env().AUTH_SECRET, maxAge: COOKIE_TTL });
  return setCookie(SESSION_COOKIE, token, COOKIE_TTL);
};
