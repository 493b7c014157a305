import 'server-only';
import { AuthorizationResponseError } from 'openid-client';
import type { Prisma } from '@/generated/prisma/client';
import { email as emailSchema } from '@/shared/auth';
import { db } from '../db';
import { AppError } from '../errors';
import { log } from '../log';
import { hostTenantOf } from '../hostTenant';
import { originOf } from '../origin';
import { consume } from '../rateLimit';
import { admitByProvider } from './admitByProvider';
import { callbackPath } from './callbackPath';
import { openSession, sessionCookie } from './openSession';
import { clientColumns, fingerprintOf } from './providerClient';
import { beginFlow, type Claims, redeem, takeFlow } from './providerFlow';
import { hasProviderEnded, noteProviderSession } from './providerSessions';
import { keepFailure, keepSuccess, reasonOf } from './providerTry';
import { providerUrls } from './providerUrls';
import { endSession, readSession, sessionTime } from './sessions';
import { SignInRefused, type SignInRefusal } from './SignInRefused';

const tenantSelect = {
  id: true,
  slug: true,
  locale: true,
  mailDomains: true,
  provider: { select: { ...clientColumns, isEnabled: true } },
} satisfies Prisma.TenantSelect;

type Tenant = Prisma.TenantGetPayload<{ select: typeof tenantSelect }>;
type Home = { tenant: Tenant; provider: NonNullable<Tenant['provider']> };

const findHome = async ({ slug, headers }: Leg): Promise<Home | null> => {
  // Under a tenant's host there is that tenant alone.
  const host = await hostTenantOf(headers);
  if (host && host.slug !== slug) return null;
  const open = { slug, deletedAt: null, suspendedAt: null };
  const tenant = await db().tenant.findFirst({ where: open, select: tenantSelect });
  return tenant?.provider ? { tenant, provider: tenant.provider } : null;
};

/** A request of a browser on its way to a tenant's provider or back. */
export interface Leg {
  slug: string;
  /** Its query; host and path are whatever a proxy made of them. */
  query: URLSearchParams;
  headers: Headers;
}

/** Where the browser goes on to, and the cookies that it is given. */
export interface Onward {
  url: string;
  cookies: string[];
}

const onward = async ({ headers }: Leg, path: string, ...cookies: string[]): Promise<Onward> => ({
  url: `${await originOf(headers)}${path}`,
  cookies,
});

/** Back to where people sign in, with what went wrong; another try leads to where they wanted to go. */
const refusal = async (leg: Leg, reason: SignInRefusal, path?: string) => {
  const query = new URLSearchParams({ error: reason, ...(path === undefined ? {} : { callbackUrl: path }) });
  return await onward(leg, `/t/${leg.slug}/sign-in?${query}`);
};

const addressOf = (headers: Headers) => headers.get('x-webmtg-address') ?? 'unknown';

/** Sends a browser to the tenant's provider, to come back signed in, at the `callbackUrl` of its query. */
export const startSignIn = async (leg: Leg): Promise<Onward> => {
  const { slug, query, headers } = leg;
  const home = await findHome(leg);
  if (!home?.provider.isEnabled) return await refusal(leg, 'ProviderOff');
  const asked = query.get('callbackUrl');
  const path = asked === null ? `/t/${slug}` : callbackPath(asked, await originOf(headers));
  const email = emailSchema.safeParse(query.get('email'));
  try {
    await consume('providerStart', addressOf(headers));
    const flow = await beginFlow({
      ...home,
      purpose: 'signIn',
      path,
      headers,
      ...(email.success ? { email: email.data } : {}),
    });
    return { url: flow.url, cookies: [flow.cookie] };
  } catch (error) {
    if (error instanceof AppError) return await refusal(leg, 'RateLimited', path);
    log().warn({ tenant: slug, reason: reasonOf(error) }, 'a provider cannot be asked');
    return await refusal(leg, 'ProviderUnreachable', path);
  }
};

/** Whom a provider has sent, where they go, and when, by `sessionTime`, it was asked about them. */
interface Arrival {
  claims: Claims;
  path: string;
  beganAt: number;
}

/** Fails a sign-in whose provider is no longer as it was when the browser came back, or lets nobody in any more. */
const proveOpen = async (leg: Leg, { provider }: Home) => {
  const now = (await findHome(leg))?.provider;
  if (!now?.isEnabled || fingerprintOf(now) !== fingerprintOf(provider))
    throw new SignInRefused('ProviderOff');
};

/** Notes a new session for whoever ends those of its provider; what was ended before they could find it ends it now. */
const keepInSight = async (leg: Leg, home: Home, { claims, beganAt }: Arrival, sessionId: string) => {
  const { sub, sid } = claims;
  const session = { sub, ...(typeof sid === 'string' ? { sid } : {}) };
  try {
    await noteProviderSession(home.provider.id, session, sessionId);
    await proveOpen(leg, home);
    if (await hasProviderEnded(home.provider.id, session, beganAt)) throw new SignInRefused('SignInExpired');
  } catch (error) {
    await endSession(sessionId);
    throw error;
  }
};

const finishSignIn = async (leg: Leg, home: Home, arrival: Arrival) => {
  const { claims, path, beganAt } = arrival;
  await proveOpen(leg, home);
  const { userId, isTaken } = await admitByProvider({ claims, home });
  const { headers } = leg;
  const sessionId = await openSession(
    userId,
    // Taking an account back has itself ended all its sessions.
    { headers, address: addressOf(headers), beganAt: isTaken ? await sessionTime() : beganAt },
    { tenantId: home.tenant.id },
  );
  await keepInSight(leg, home, arrival, sessionId);
  return await onward(leg, path, await sessionCookie(sessionId));
};

const finishTry = async (leg: Leg, home: Home, { claims, path }: Arrival) => {
  const { headers } = leg;
  const session = await readSession(headers, addressOf(headers));
  const isOwner =
    session !== null &&
    (await db().membership.count({
      where: { tenantId: home.tenant.id, userId: session.userId, role: 'owner' },
    })) === 1;
  if (isOwner) {
    await keepSuccess(claims, home);
    const { id, issuer, clientId, secret, roleClaim } = home.provider;
    // Only as they were tried.
    await db().identityProvider.updateMany({
      where: { id, issuer, clientId, secret, roleClaim },
      data: { triedAt: new Date() },
    });
  }
  return await onward(leg, path);
};

const reasonFor = (error: unknown): SignInRefusal => {
  if (error instanceof SignInRefused) return error.reason;
  const isDenied = error instanceof AuthorizationResponseError && error.error === 'access_denied';
  return isDenied ? 'ProviderRefused' : 'ProviderFailed';
};

/** Takes a browser back from the tenant's provider: with a session in that tenant, or with what went wrong. */
export const finishRoundTrip = async (leg: Leg): Promise<Onward> => {
  const { slug, query, headers } = leg;
  const answer = new URL(`${providerUrls(slug, await originOf(headers)).redirect}?${query}`);
  const home = await findHome(leg);
  const flow = home && (await takeFlow(answer, headers, home.tenant.id));
  if (!flow || flow.fingerprint !== fingerprintOf(home.provider)) return await refusal(leg, 'FlowExpired');
  const { purpose, path } = flow;
  if (purpose === 'signIn' && !home.provider.isEnabled) return await refusal(leg, 'ProviderOff', path);
  try {
    // The provider may take seconds to answer: what ends meanwhile is not opened again by it.
    const beganAt = await sessionTime();
    const claims = await redeem(home.provider, answer, flow);
    const finish = purpose === 'try' ? finishTry : finishSignIn;
    return await finish(leg, home, { claims, path, beganAt });
  } catch (error) {
    if (purpose === 'try') {
      await keepFailure(home.provider.id, error);
      return await onward(leg, path);
    }
    log().warn({ tenant: slug, reason: reasonOf(error) }, 'a provider has sent somebody who is not let in');
    return await refusal(leg, reasonFor(error), path);
  }
};
