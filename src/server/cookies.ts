import 'server-only';
import { isSecure } from './env';

/** The full name of a cookie of ours: bound to this very host where TLS serves (RFC 6265bis, 4.1.3.2). */
export const cookieName = (name: string) => (isSecure() ? `__Host-webmtg.${name}` : `webmtg.${name}`);

/** The value of cookie `name` in a request's headers, or undefined. */
export const readCookie = (headers: Headers, name: string): string | undefined => {
  const prefix = `${cookieName(name)}=`;
  for (const part of headers.get('cookie')?.split(';') ?? []) {
    const cookie = part.trim();
    if (cookie.startsWith(prefix)) return cookie.slice(prefix.length);
  }
  return undefined;
};

/** A Set-Cookie header for an HttpOnly, same-site cookie that lives for `maxAge` seconds. */
export const setCookie = (name: string, value: string, maxAge: number) =>
  `${cookieName(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${isSecure() ? '; Secure' : ''}`;
