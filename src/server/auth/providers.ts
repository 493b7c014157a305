import 'server-only';
import type { Profile } from 'next-auth';
import AzureADProvider from 'next-auth/providers/azure-ad';
import GitHubProvider from 'next-auth/providers/github';
import GoogleProvider from 'next-auth/providers/google';
import type { OAuthConfig, UserinfoEndpointHandler } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { env } from '../env';

const httpOptions = { timeout: 10_000 };
const checks: ('pkce' | 'state' | 'nonce')[] = ['pkce', 'state', 'nonce'];

export interface OidcProfile extends Profile {
  sub: string;
  preferred_username?: string;
  email_verified?: boolean;
  xms_edov?: unknown;
}

const personOf = (profile: OidcProfile) => ({
  id: profile.sub,
  name: profile.name ?? profile.preferred_username ?? null,
  email: profile.email ?? null,
});

const google = () => {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env();
  if (!clientId || !clientSecret) return [];
  return [GoogleProvider({ clientId, clientSecret, httpOptions, checks })];
};

const githubAddresses = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** GitHub's profile shows an address that the person chose; only this list says which ones are proven. */
const verifiedGitHubAddress = async (accessToken: string) => {
  const response = await fetch('https://api.github.com/user/emails', {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(httpOptions.timeout),
  });
  if (!response.ok) return undefined;
  const addresses = githubAddresses.parse(await response.json()).filter(({ verified }) => verified);
  return (addresses.find(({ primary }) => primary) ?? addresses[0])?.email;
};

const github = () => {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = env();
  if (!clientId || !clientSecret) return [];
  const userinfo: UserinfoEndpointHandler = {
    url: 'https://api.github.com/user',
    request: async ({ client, tokens }) => {
      const accessToken = tokens.access_token ?? '';
      const { email: _shown, ...profile } = await client.userinfo(accessToken);
      const email = await verifiedGitHubAddress(accessToken);
      return { ...profile, ...(email === undefined ? {} : { email }) };
    },
  };
  return [GitHubProvider({ clientId, clientSecret, httpOptions, userinfo })];
};

const entra = () => {
  const { ENTRA_CLIENT_ID: clientId, ENTRA_CLIENT_SECRET: clientSecret, ENTRA_TENANT_ID } = env();
  if (!clientId || !clientSecret) return [];
  return [
    AzureADProvider({
      id: 'entra',
      clientId,
      clientSecret,
      httpOptions,
      checks,
      ...(ENTRA_TENANT_ID ? { tenantId: ENTRA_TENANT_ID } : {}),
      profile: (profile) => personOf({ ...profile, email: profile.email || profile.preferred_username }),
    }),
  ];
};

const oidc = (): OAuthConfig<OidcProfile>[] => {
  const { OIDC_ISSUER, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !clientId || !clientSecret) return [];
  return [
    {
      id: 'oidc',
      name: OIDC_NAME ?? new URL(OIDC_ISSUER).hostname,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks,
      clientId,
      clientSecret,
      httpOptions,
      userinfo: {
        // Many issuers keep the address out of the id token; the library checks that `sub` is the same in both.
        request: async ({ client, tokens }) => {
          const { claims } = tokens as { claims?: () => Profile };
          const userinfo = await client.userinfo(tokens as Parameters<typeof client.userinfo>[0]);
          return { ...claims?.call(tokens), ...userinfo };
        },
      },
      profile: personOf,
    },
  ];
};

/** next-auth's providers, those whose variables are set. */
export const oauthProviders = () => [...google(), ...github(), ...entra(), ...oidc()];

const NAMES: Record<string, string> = { google: 'Google', github: 'GitHub', entra: 'Microsoft' };

/** The buttons of the sign-in page: the provider's id and its name. */
export const oauthButtons = () => oauthProviders().map(({ id, name }) => ({ id, name: NAMES[id] ?? name }));

/** Whether a provider has made sure that the address in its profile is the person's. */
export const isEmailVerified = (provider: string, profile: OidcProfile | undefined): boolean => {
  // GitHub's profile carries proven addresses only, see above.
  if (provider === 'github') return true;
  // Entra's `email` is whatever a tenant's administrator typed, unless this claim says otherwise.
  if (provider === 'entra') return profile?.xms_edov === true || profile?.xms_edov === '1';
  return profile?.email_verified === true;
};
