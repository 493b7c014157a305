import 'server-only';
import { createHmac } from 'node:crypto';
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { Prisma } from '@/generated/prisma/client';
import { env } from '../env';
import { fetchProvider, PROVIDER_TIMEOUT } from './fetchProvider';
import { openSecret } from './secretBox';

/** What a conversation with a provider needs to know of it. */
export const clientColumns = {
  id: true,
  issuer: true,
  clientId: true,
  secret: true,
  secretKeyId: true,
  roleClaim: true,
  adminValues: true,
} satisfies Prisma.IdentityProviderSelect;

export type ProviderClient = Prisma.IdentityProviderGetPayload<{ select: typeof clientColumns }>;

const secretOf = (provider: ProviderClient) => openSecret(provider, `provider:${provider.id}`);

/** Names a provider's settings as they are: a conversation begun under others is none of theirs. */
export const fingerprintOf = (provider: ProviderClient) => {
  const { id, issuer, clientId, roleClaim, adminValues } = provider;
  const settings = [id, issuer, clientId, secretOf(provider), roleClaim, adminValues];
  return createHmac('sha256', env().AUTH_SECRET).update(JSON.stringify(settings)).digest('base64url');
};

/** The secret in the header, as every provider has to take it (RFC 6749, 2.3.1), or in the form where it says so. */
const authBy =
  (secret: string): ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const auth = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
    return auth(secret)(server, ...rest);
  };

const discover = async (provider: ProviderClient) => {
  const issuer = new URL(provider.issuer);
  const client = await discovery(issuer, provider.clientId, {}, authBy(secretOf(provider)), {
    [customFetch]: fetchProvider,
    timeout: PROVIDER_TIMEOUT / 1000,
    execute: [
      // The id token's signature is checked too: TLS says who sent it, not who wrote it.
      enableNonRepudiationChecks,
      ...(env().WEBMTG_PRIVATE_PROVIDERS ? [allowInsecureRequests] : []),
    ],
  });
  // The library lets Entra's addresses for anybody's organisation pass, whose tokens would be good here.
  if (new URL(client.serverMetadata().issuer).href !== issuer.href)
    throw new Error(`The provider calls itself ${client.serverMetadata().issuer}`);
  return client;
};

/** Milliseconds that a provider's metadata and keys are taken as known. */
const KNOWN_FOR = 5 * 60_000;
const KNOWN_MAX = 200;
const known = new Map<string, { client: Configuration; until: number }>();

/** The client of a provider: its metadata by discovery, its issuer the one that was set. Throws what goes wrong. */
export const clientOf = async (provider: ProviderClient): Promise<Configuration> => {
  const key = fingerprintOf(provider);
  const found = known.get(key);
  if (found && found.until > Date.now()) return found.client;
  const client = await discover(provider);
  const oldest = known.keys().next();
  if (known.size >= KNOWN_MAX && !oldest.done) known.delete(oldest.value);
  known.set(key, { client, until: Date.now() + KNOWN_FOR });
  return client;
};
