import 'server-only';
import { encode } from 'next-auth/jwt';
import { cookieName, readCookie, setCookie } from '../cookies';
import { readToken } from '../auth/readToken';
import { env } from '../env';

/** Seconds that somebody who has opened a link may watch what it shows. */
const PASS_TTL = 12 * 3600;
const SALT = 'webmtg share';
const PREFIX = 'share-';
/** More passes than a browser that was not tampered with will send. */
const PASSES_MAX = 50;

/** The cookie that lets its bearer watch what a link shows, for as long as there is the link. */
export const issuePass = async (linkId: string) => {
  const token = await encode({
    token: { sub: linkId },
    secret: env().AUTH_SECRET,
    salt: SALT,
    maxAge: PASS_TTL,
  });
  return setCookie(`${PREFIX}${linkId}`, token, PASS_TTL);
};

/** Whether a request carries the pass of this very link. */
export const hasPass = async (headers: Headers, linkId: string): Promise<boolean> => {
  const token = readCookie(headers, `${PREFIX}${linkId}`);
  if (!token) return false;
  const claims = await readToken(token, SALT);
  return claims?.sub === linkId;
};

/** The links that a request claims to have passes of. */
export const claimedPasses = (headers: Headers): string[] => {
  const prefix = cookieName(PREFIX);
  const names = (headers.get('cookie')?.split(';') ?? []).map((part) => part.trim().split('=')[0] ?? '');
  return names
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .slice(0, PASSES_MAX);
};
