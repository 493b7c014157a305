import 'server-only';
import { randomBytes } from 'node:crypto';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { readCookie, setCookie } from '../cookies';
import { originOf } from '../origin';
import { redis } from '../redis';
import { clientOf, fingerprintOf, type ProviderClient } from './providerClient';
import { providerUrls } from './providerUrls';

/** Seconds that a person has at the provider's. */
const FLOW_TTL = 15 * 60;
const COOKIE = 'sso';

/** A round trip to a provider, between leaving and coming back. */
interface Flow {
  /** Whether it opens a session, or is an owner's try of the settings. */
  purpose: 'signIn' | 'try';
  tenantId: string;
  /** Where the browser left from: it has to come back there. */
  origin: string;
  /** The provider's settings when it began. */
  fingerprint: string;
  /** What the browser that began it holds in its cookie. */
  browser: string;
  nonce: string;
  verifier: string;
  /** The path that it ends at. */
  path: string;
}

const flowKey = (state: string) => `sso-flow:${state}`;

/** Who begins a round trip, and what for. */
export interface FlowStart {
  provider: ProviderClient;
  tenant: { id: string; slug: string };
  purpose: Flow['purpose'];
  path: string;
  headers: Headers;
  /** The address that the person has typed already. */
  email?: string | undefined;
}

/**
 * Where to send the browser, and the cookie that it has to come back with. Throws where the provider can't be
 * reached or isn't who it was set to be.
 */
export const beginFlow = async ({ provider, tenant, purpose, path, headers, email }: FlowStart) => {
  const client = await clientOf(provider);
  const origin = await originOf(headers);
  const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  // One for all of a browser's tabs: each may be on its way to a provider.
  const browser = readCookie(headers, COOKIE) ?? randomBytes(32).toString('base64url');
  const flow: Flow = {
    purpose,
    tenantId: tenant.id,
    origin,
    fingerprint: fingerprintOf(provider),
    browser,
    nonce,
    verifier,
    path,
  };
  await redis().set(flowKey(state), JSON.stringify(flow), 'EX', FLOW_TTL);
  const url = buildAuthorizationUrl(client, {
    redirect_uri: providerUrls(tenant.slug, origin).redirect,
    response_type: 'code',
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(email === undefined ? {} : { login_hint: email }),
  });
  return { url: url.href, cookie: setCookie(COOKIE, browser, FLOW_TTL) };
};

/** The round trip that comes back, once: null where there is none, or another browser, tenant or host began it. */
export const takeFlow = async (answer: URL, headers: Headers, tenantId: string): Promise<Flow | null> => {
  const state = answer.searchParams.get('state');
  const found = state === null ? null : await redis().getdel(flowKey(state));
  if (found === null) return null;
  const flow = JSON.parse(found) as Flow;
  const isOurs = flow.browser === readCookie(headers, COOKIE) && flow.tenantId === tenantId;
  return isOurs && flow.origin === (await originOf(headers)) ? flow : null;
};

/** What a provider says of a person. */
export type Claims = Record<string, unknown> & { sub: string };

/**
 * The claims behind a provider's answer, proven: state, issuer (RFC 9207), PKCE, and the id token's signature,
 * issuer, audience, time and nonce. Throws where any of it doesn't hold.
 */
export const redeem = async (
  provider: ProviderClient,
  answer: URL,
  flow: Pick<Flow, 'nonce' | 'verifier'>,
): Promise<Claims> => {
  const client = await clientOf(provider);
  const state = answer.searchParams.get('state');
  const tokens = await authorizationCodeGrant(client, answer, {
    ...(state === null ? {} : { expectedState: state }),
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error('The provider gave no id token');
  const wanted = ['email', 'name', ...(provider.roleClaim === null ? [] : [provider.roleClaim])];
  const isWhole = wanted.every((claim) => Object.hasOwn(claims, claim));
  if (isWhole || !client.serverMetadata().userinfo_endpoint) return claims;
  // Many providers keep what they know of a person out of the id token.
  return { ...(await fetchUserInfo(client, tokens.access_token, claims.sub)), ...claims };
};
