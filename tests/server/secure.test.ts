import { expect, test } from 'vitest';

// Before anything of the server is loaded: this deployment is reached over TLS.
process.env['WEBMTG_URL'] = 'https://meet.example';
process.env['LIVEKIT_PUBLIC_URL'] = 'wss://media.example';
process.env['LIVEKIT_URL'] = 'http://livekit:7880';

const { cookieName, readCookie, setCookie } = await import('@/server/cookies');
const { contentSecurityPolicy } = await import('@/server/contentSecurityPolicy');
const { isOurOrigin } = await import('@/server/origin');

test('cookies are bound to the host and to TLS', () => {
  expect(cookieName('session')).toBe('__Host-webmtg.session');
  const cookie = setCookie('session', 'value', 60);
  expect(cookie).toBe('__Host-webmtg.session=value; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure');
  const [pair = ''] = cookie.split(';');
  expect(readCookie(new Headers({ cookie: `other=1; ${pair}` }), 'session')).toBe('value');
  expect(readCookie(new Headers({ cookie: 'webmtg.session=value' }), 'session')).toBeUndefined();
});

test('a page runs only what carries its nonce, and talks only to us and to LiveKit', () => {
  const directives = contentSecurityPolicy('abc', false).split('; ');
  expect(directives).toContain("script-src 'nonce-abc' 'strict-dynamic'");
  expect(directives).toContain("connect-src 'self' wss://media.example https://media.example");
  expect(directives).toContain("frame-ancestors 'none'");
  expect(directives).toContain('upgrade-insecure-requests');
  expect(directives.join(' ')).not.toMatch(/unsafe-(inline|eval)/);
});

test('a recorder reaches us and LiveKit by their inner addresses too', () => {
  const policy = contentSecurityPolicy('abc', true);
  expect(policy.split('; ')).toContain(
    "connect-src 'self' wss://media.example https://media.example ws://livekit:7880 http://livekit:7880",
  );
  expect(policy).not.toContain('upgrade-insecure-requests');
});

test.each(['https://meet.example.evil.example', 'http://meet.example', 'https://meet.example:444', 'null'])(
  'a request from %s is not ours',
  async (origin) => {
    expect(await isOurOrigin(new Headers({ origin }))).toBe(false);
  },
);
