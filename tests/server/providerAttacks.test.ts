import { afterAll, beforeAll, expect, test } from 'vitest';
import { SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { cookieName } from '@/server/cookies';
import { fetchProvider } from '@/server/auth/fetchProvider';
import { sealSecret } from '@/server/auth/secretBox';
import { listSessions } from '@/server/auth/sessions';
import { db } from '@/server/db';
import { env } from '@/server/env';
import { redis } from '@/server/redis';
import { browser, expectRefusal } from './harness';
import { CookieJar } from './cookieJar';
import { errorIn, logIn, personAt, signInBy, type TenantWithIssuer, tenantWithIssuer } from './tenantIssuer';

let home: TenantWithIssuer;
let other: TenantWithIssuer;

beforeAll(async () => {
  [home, other] = await Promise.all([tenantWithIssuer({ hasLogout: true }), tenantWithIssuer()]);
});
afterAll(async () => {
  await Promise.all([home.issuer.stop(), other.issuer.stop()]);
});

const isSignedIn = (jar: CookieJar) => jar.get(env().WEBMTG_URL, cookieName('session')) !== undefined;

const expectNobody = (jar: CookieJar, end: string, error: string) => {
  expect(errorIn(end)).toBe(error);
  expect(isSignedIn(jar)).toBe(false);
};

/** The same address with other parameters. */
const withQuery = (url: string, parameters: Record<string, string>) => {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(parameters)) changed.searchParams.set(name, value);
  return changed.href;
};

/** A browser that the provider has just sent back, before it is here. */
const onTheWayBack = async (from: TenantWithIssuer) => {
  const jar = new CookieJar();
  return { jar, answer: await logIn(jar, await jar.next(from.urls.start), personAt(from).subject) };
};

test('an answer is good once', async () => {
  const { jar, answer } = await onTheWayBack(home);
  expect(await jar.next(answer)).toBe(`${env().WEBMTG_URL}/t/${home.tenant.slug}`);
  expect(errorIn(await jar.next(answer))).toBe('FlowExpired');
});

test('a code is good once, with whatever state it comes', async () => {
  const { jar, answer } = await onTheWayBack(home);
  await jar.next(answer);
  const eve = new CookieJar();
  const state = new URL(await eve.next(home.urls.start)).searchParams.get('state') ?? '';
  expectNobody(eve, await eve.next(withQuery(answer, { state })), 'ProviderFailed');
});

test("a code put into another browser's flow is refused by its verifier", async () => {
  const { answer } = await onTheWayBack(home);
  const eve = new CookieJar();
  const state = new URL(await eve.next(home.urls.start)).searchParams.get('state') ?? '';
  expectNobody(eve, await eve.next(withQuery(answer, { state })), 'ProviderFailed');
});

test('an answer in a browser that did not begin is refused', async () => {
  const { answer } = await onTheWayBack(home);
  const victim = new CookieJar();
  expectNobody(victim, await victim.next(answer), 'FlowExpired');
  const busy = new CookieJar();
  await busy.next(home.urls.start);
  const second = await onTheWayBack(home);
  expectNobody(busy, await busy.next(second.answer), 'FlowExpired');
});

test.each([{ state: 'x'.repeat(43) }, { state: '' }])(
  'a state of nobody (%o) is refused',
  async (parameters) => {
    const { jar, answer } = await onTheWayBack(home);
    expectNobody(jar, await jar.next(withQuery(answer, parameters)), 'FlowExpired');
  },
);

test('an id token for another nonce is refused', async () => {
  const jar = new CookieJar();
  const authorization = withQuery(await jar.next(home.urls.start), { nonce: 'another' });
  expectNobody(
    jar,
    await jar.next(await logIn(jar, authorization, personAt(home).subject)),
    'ProviderFailed',
  );
});

test("one provider's answer at another tenant's address is refused (mix-up)", async () => {
  const { jar, answer } = await onTheWayBack(home);
  const query = new URL(answer).search;
  expectNobody(jar, await jar.next(other.urls.callback + query), 'FlowExpired');
});

test("one provider's code in the other one's flow is refused by its issuer (RFC 9207)", async () => {
  const { jar, answer } = await onTheWayBack(home);
  const state = new URL(await jar.next(other.urls.start)).searchParams.get('state') ?? '';
  const mixed = withQuery(`${other.urls.callback}${new URL(answer).search}`, { state });
  expect(new URL(mixed).searchParams.get('iss')).toBe(home.issuer.url);
  expectNobody(jar, await jar.next(mixed), 'ProviderFailed');
});

test('an answer without an issuer is refused where the provider promised one', async () => {
  const { jar, answer } = await onTheWayBack(home);
  const bare = new URL(answer);
  bare.searchParams.delete('iss');
  expectNobody(jar, await jar.next(bare.href), 'ProviderFailed');
});

test('somebody who says no at the provider is told so', async () => {
  const jar = new CookieJar();
  const authorization = new URL(await jar.next(home.urls.start));
  const state = authorization.searchParams.get('state') ?? '';
  const refused = withQuery(home.urls.callback, { error: 'access_denied', state, iss: home.issuer.url });
  expectNobody(jar, await jar.next(refused), 'ProviderRefused');
});

test('a provider that calls itself something else is not asked for anybody', async () => {
  const strange = await tenantWithIssuer();
  const { provider, issuer, urls } = strange;
  const alias = issuer.url.replace('127.0.0.1', 'localhost');
  await db().identityProvider.update({ where: { id: provider.id }, data: { issuer: alias } });
  const jar = new CookieJar();
  expectNobody(jar, await jar.next(urls.start), 'ProviderUnreachable');
  await issuer.stop();
});

test('tokens of the past are refused', async () => {
  const late = await tenantWithIssuer({ idTokenLife: -120 });
  const { jar, end } = await signInBy(late, personAt(late).subject);
  await late.issuer.stop();
  expectNobody(jar, end, 'ProviderFailed');
});

test('tokens signed with a key that the provider does not publish are refused', async () => {
  const forged = await tenantWithIssuer({ isForged: true });
  const { jar, end } = await signInBy(forged, personAt(forged).subject);
  await forged.issuer.stop();
  expectNobody(jar, end, 'ProviderFailed');
});

test('settings that change on the way end the round trip', async () => {
  const changing = await tenantWithIssuer();
  const { jar, answer } = await onTheWayBack(changing);
  await db().identityProvider.update({
    where: { id: changing.provider.id },
    data: { adminValues: ['everybody'] },
  });
  expectNobody(jar, await jar.next(answer), 'FlowExpired');
  const off = await onTheWayBack(changing);
  await db().identityProvider.update({ where: { id: changing.provider.id }, data: { isEnabled: false } });
  expectNobody(off.jar, await off.jar.next(off.answer), 'ProviderOff');
  await changing.issuer.stop();
});

test('two providers with one secret box keep their secrets apart', async () => {
  const mixed = await tenantWithIssuer();
  await db().identityProvider.update({
    where: { id: mixed.provider.id },
    data: sealSecret('not that secret', `provider:${mixed.provider.id}`),
  });
  const { jar, end } = await signInBy(mixed, personAt(mixed).subject);
  await mixed.issuer.stop();
  expectNobody(jar, end, 'ProviderFailed');
});

test.each([
  'http://id.example/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost/',
])('%s is asked nothing where providers are outside', async (address) => {
  await expect(fetchProvider(address, {}, false)).rejects.toThrow(/inner address|https alone/);
});

const now = () => Math.floor(Date.now() / 1000);

/** A logout token as the provider makes them, but for what is said otherwise. */
const signed = async (claims: Record<string, unknown>, from = home) =>
  await new SignJWT({
    iss: from.issuer.url,
    aud: from.issuer.clientId,
    jti: randomUUID(),
    iat: now(),
    exp: now() + 120,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'signing', typ: 'logout+jwt' })
    .sign(from.issuer.privateKey);

const postLogout = async (token: string) => {
  const answer = await fetch(home.urls.logout, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return answer.status;
};

const signedIn = async () => {
  const { subject } = personAt(home);
  const { jar } = await signInBy(home, subject);
  const { api } = await browser(jar.header(env().WEBMTG_URL));
  expect((await api.auth.me()).isScoped).toBe(true);
  return { subject, jar, api };
};

test('whoever signs out at the provider is signed out here', async () => {
  const { jar, api } = await signedIn();
  const page = await jar.fetch(`${home.issuer.url}/session/end`);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  await jar.fetch(`${home.issuer.url}/session/end/confirm`, {
    method: 'POST',
    body: new URLSearchParams({ xsrf, logout: 'yes' }),
  });
  await expect
    .poll(
      async () =>
        await api.auth.me().then(
          () => 'in',
          () => 'out',
        ),
    )
    .toBe('out');
});

test('a logout token ends all sessions of its person, and is good once', async () => {
  const { subject, api } = await signedIn();
  const bystander = await signedIn();
  const token = await signed({ sub: subject });
  expect(await postLogout(token)).toBe(200);
  await expectRefusal(api.auth.me(), 'UNAUTHENTICATED');
  expect(await postLogout(token)).toBe(400);
  expect((await bystander.api.auth.me()).isScoped).toBe(true);
});

/** What the provider calls the session of its own that a session here was opened by. */
const sidOf = async (sessionId: string) => {
  for (const key of await redis().keys(`provider-session:${home.provider.id}:sid:*`))
    if ((await redis().sismember(key, sessionId)) === 1) return key.split(':').at(-1);
  throw new Error('no such session');
};

test.each(['sub', 'sid'] as const)('a logout by %s ends the sign-in that is under way too', async (claim) => {
  const { subject, email } = personAt(home);
  const { jar } = await signInBy(home, subject);
  const { id } = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  const [first] = await listSessions(id);
  const named = { sub: subject, sid: await sidOf(first?.id ?? '') };
  const answer = await logIn(jar, await jar.next(home.urls.start), subject);
  const tokens = home.issuer.holdTokens();
  const end = jar.next(answer);
  await tokens.asked;
  expect(await postLogout(await signed({ [claim]: named[claim] }))).toBe(200);
  tokens.release();
  expect(errorIn(await end)).toBe('SignInExpired');
  expect(await listSessions(id)).toEqual([]);
});

test('logout tokens that are none end nothing', async () => {
  const { subject, api } = await signedIn();
  const symmetric = await new SignJWT({ sub: subject, jti: randomUUID() })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .sign(new TextEncoder().encode(home.issuer.clientSecret));
  const bad = {
    'for another client': await signed({ sub: subject, aud: 'another client' }),
    'by another issuer': await signed({ sub: subject, iss: other.issuer.url }),
    'by another key': await signed({ sub: subject, iss: home.issuer.url, aud: home.issuer.clientId }, other),
    'an id token': await signed({ sub: subject, nonce: 'x' }),
    'without an event': await signed({ sub: subject, events: {} }),
    'without an id': await signed({ sub: subject, jti: undefined }),
    'without a time': await signed({ sub: subject, iat: undefined }),
    'of the past': await signed({ sub: subject, iat: now() - 3600, exp: now() + 120 }),
    'that has expired': await signed({ sub: subject, exp: now() - 60 }),
    'about nobody': await signed({}),
    symmetric,
    'no token at all': 'no token',
  };
  for (const [name, token] of Object.entries(bad)) {
    expect({ name, status: await postLogout(token) }).toEqual({ name, status: 400 });
  }
  expect((await api.auth.me()).isScoped).toBe(true);
  expect(await postLogout(await signed({ sub: subject }))).toBe(200);
});
