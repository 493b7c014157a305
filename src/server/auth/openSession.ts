import 'server-only';
import { encode } from 'next-auth/jwt';
import { setCookie } from '../cookies';
import { env } from '../env';
import { hostTenantOf } from '../hostTenant';
import {
  createSession,
  endSession,
  haveEndedSince,
  type Proof,
  readSession,
  SESSION_COOKIE,
} from './sessions';
import { SignInRefused } from './SignInRefused';

/** Seconds that the cookie lives, as long as browsers keep one. Redis decides how long the session does. */
export const COOKIE_TTL = 400 * 24 * 3600;

interface Request {
  headers: Headers;
  address: string;
  /** When it began, by `sessionTime`, before it read what the person proves themselves by. */
  beganAt?: number | undefined;
}

/**
 * Opens a session for the browser that asks, under the host that it asks at, and ends the one that it had; returns its
 * id. What was right when the request began may be so no more, a password above all: throws SignInRefused('SignInExpired')
 * where all sessions of the person were ended since.
 */
export const openSession = async (
  userId: string,
  { headers, address, beganAt }: Request,
  proof: Omit<Proof, 'hostTenantId'> = {},
) => {
  const before = await readSession(headers, address);
  if (before) await endSession(before.id);
  const userAgent = (headers.get('user-agent') ?? '').slice(0, 512);
  const host = await hostTenantOf(headers);
  const id = await createSession(
    userId,
    { userAgent, address },
    { ...proof, ...(host && { hostTenantId: host.id }) },
  );
  if (beganAt !== undefined && (await haveEndedSince(userId, beganAt))) {
    await endSession(id);
    throw new SignInRefused('SignInExpired');
  }
  return id;
};

/** The Set-Cookie header that names a session, as next-auth writes it. */
export const sessionCookie = async (sessionId: string) => {
  const token = await encode({ token: { sessionId }, secret: env().AUTH_SECRET, maxAge: COOKIE_TTL });
  return setCookie(SESSION_COOKIE, token, COOKIE_TTL);
};
