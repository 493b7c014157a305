import 'server-only';
import type { AuthOptions, CookieOption, LoggerInstance } from 'next-auth';
import { cookieName } from '../cookies';
import { env, isSecure } from '../env';
import type { HostTenant } from '../hostTenant';
import { requestLocale } from '../locale';
import { log } from '../log';
import { credentialsProviders, isTwoStepProvider } from './credentialsProviders';
import { COOKIE_TTL, openSession } from './openSession';
import { isEmailVerified, type OidcProfile, oauthProviders } from './providers';
import { endSession, SESSION_COOKIE, sessionTime } from './sessions';
import { signInOAuth } from './signInOAuth';

/** Seconds that a person has at the provider's. */
const FLOW_TTL = 15 * 60;

const cookie = (name: string, maxAge?: number): CookieOption => ({
  name: cookieName(name),
  options: {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure(),
    ...(maxAge === undefined ? {} : { maxAge }),
  },
});

const cookies = (): NonNullable<AuthOptions['cookies']> => ({
  sessionToken: cookie(SESSION_COOKIE),
  callbackUrl: cookie('callback-url'),
  csrfToken: cookie('csrf-token'),
  state: cookie('state', FLOW_TTL),
  pkceCodeVerifier: cookie('pkce', FLOW_TTL),
  nonce: cookie('nonce', FLOW_TTL),
});

const messageOf = (metadata: unknown) => {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error;
  return error instanceof Error ? error.message : undefined;
};

// The metadata can hold tokens and profiles: only the error's words are written down.
const logger: LoggerInstance = {
  error: (code, metadata) => log().warn({ code, error: messageOf(metadata) }, 'sign-in failed'),
  warn: (code) => log().warn({ code }, 'next-auth'),
  debug: () => undefined,
};

const sameOrigin = (url: string, origin: string) => {
  const target = URL.parse(url, origin);
  return target?.origin === origin ? target.href : origin;
};

/**
 * next-auth's options for one request: the JWT carries nothing but the name of a session in Redis. Cookies of ours
 * beside next-auth's go into `resHeaders`. Under a tenant's host there are no providers of everybody's: they know the
 * deployment by WEBMTG_URL, and whom they bring gets an organisation of their own.
 */
export const authOptions = (headers: Headers, resHeaders: Headers, host: HostTenant | null): AuthOptions => {
  const address = headers.get('x-webmtg-address') ?? 'unknown';
  let beganAt: number | undefined;
  let sessionId: string | undefined;
  const begin = async () => {
    beganAt = await sessionTime();
  };
  const open = async (userId: string, isTwoStep: boolean) => {
    sessionId = await openSession(userId, { headers, address, beganAt }, { isTwoStep });
  };
  return {
    secret: env().AUTH_SECRET,
    useSecureCookies: isSecure(),
    cookies: cookies(),
    logger,
    session: { strategy: 'jwt', maxAge: COOKIE_TTL },
    jwt: { maxAge: COOKIE_TTL },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      ...credentialsProviders(headers, resHeaders, address, begin),
      ...(host ? [] : oauthProviders()),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => sameOrigin(url, baseUrl),
      signIn: async ({ user, account, profile }) => {
        if (account?.type === 'credentials') await open(user.id, isTwoStepProvider(account.provider));
        if (account?.type === 'oauth') {
          await begin();
          const userId = await signInOAuth(
            {
              provider: account.provider,
              subject: account.providerAccountId,
              email: user.email ?? null,
              isEmailVerified: isEmailVerified(account.provider, profile as OidcProfile | undefined),
              name: user.name ?? null,
            },
            await requestLocale(),
          );
          await open(userId, false);
        }
        return sessionId !== undefined;
      },
      jwt: () => {
        if (sessionId === undefined) throw new Error('A session is opened by a sign-in alone');
        return { sessionId };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const id: unknown = token?.['sessionId'];
        if (typeof id === 'string') await endSession(id);
      },
    },
  };
};
