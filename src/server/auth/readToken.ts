import 'server-only';
import { decode, type JWT } from 'next-auth/jwt';
import { env } from '../env';

/** Tokens that are kept as they were read: each takes a key derivation and a decryption, and comes with every request. */
const KNOWN_MAX = 10_000;
const known = new Map<string, JWT>();

const hasExpired = ({ exp }: JWT) => typeof exp === 'number' && exp * 1000 < Date.now();

/** What a token that `encode` of next-auth has made under `salt` claims; null for one that is forged or has expired. */
export const readToken = async (token: string, salt = ''): Promise<JWT | null> => {
  const key = `${salt} ${token}`;
  const found = known.get(key);
  if (found && !hasExpired(found)) return found;
  known.delete(key);
  const claims = await decode({ token, secret: env().AUTH_SECRET, salt }).catch(() => null);
  if (claims === null || hasExpired(claims)) return null;
  const oldest = known.keys().next();
  if (known.size >= KNOWN_MAX && !oldest.done) known.delete(oldest.value);
  known.set(key, claims);
  return claims;
};
