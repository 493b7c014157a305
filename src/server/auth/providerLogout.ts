import 'server-only';
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Configuration } from 'openid-client';
import { z } from 'zod';
import { db } from '../db';
import { log } from '../log';
import { redis } from '../redis';
import { fetchProvider } from './fetchProvider';
import { clientColumns, clientOf, type ProviderClient } from './providerClient';
import { endProviderSessions } from './providerSessions';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Seconds that a logout token is good after it was made, and that its id is remembered, with clocks apart. */
const TOKEN_AGE = 300;
const CLOCK_TOLERANCE = 30;

/** Back-Channel Logout 1.0, 2.4: it names a session, a person or both, is no id token, and says what it is. */
const logoutClaims = z
  .object({
    jti: z.string().min(1).max(255),
    sid: z.string().min(1).optional(),
    sub: z.string().min(1).optional(),
    nonce: z.undefined().optional(),
    events: z.object({ [EVENT]: z.record(z.string(), z.unknown()) }),
  })
  .refine(({ sid, sub }) => sid !== undefined || sub !== undefined);

const keySets = new WeakMap<Configuration, JWTVerifyGetKey>();

/** A provider's keys, fetched as seldom as jose thinks right: anybody may send a token here. */
const keysOf = (client: Configuration) => {
  const found = keySets.get(client);
  if (found) return found;
  const { jwks_uri: address } = client.serverMetadata();
  if (!address) throw new Error('The provider publishes no keys');
  const keys = createRemoteJWKSet(new URL(address), { [customFetch]: fetchProvider });
  keySets.set(client, keys);
  return keys;
};

const verify = async (provider: ProviderClient, token: string) => {
  const client = await clientOf(provider);
  const keys = keysOf(client);
  const { payload } = await jwtVerify(token, keys, {
    issuer: client.serverMetadata().issuer,
    audience: provider.clientId,
    requiredClaims: ['iat', 'exp'],
    maxTokenAge: TOKEN_AGE,
    clockTolerance: CLOCK_TOLERANCE,
    // Only what a provider signs with a key that it alone has.
    algorithms: [
      'RS256',
      'RS384',
      'RS512',
      'PS256',
      'PS384',
      'PS512',
      'ES256',
      'ES384',
      'ES512',
      'Ed25519',
      'EdDSA',
    ],
  });
  return logoutClaims.parse(payload);
};

/** Whether a token with this id is seen for the first time. */
const isFirst = async (providerId: string, jti: string) =>
  (await redis().set(`sso-logout:${providerId}:${jti}`, '1', 'EX', 2 * TOKEN_AGE, 'NX')) === 'OK';

/**
 * Ends the sessions that a provider's logout token names (Back-Channel Logout 1.0). False where the token isn't that
 * provider's, isn't for this client, is too old or was used before.
 */
export const logOutByProvider = async (slug: string, token: string): Promise<boolean> => {
  const provider = await db().identityProvider.findFirst({
    where: { tenant: { slug } },
    select: clientColumns,
  });
  if (!provider) return false;
  try {
    const claims = await verify(provider, token);
    if (!(await isFirst(provider.id, claims.jti))) return false;
    await endProviderSessions(provider.id, claims);
    return true;
  } catch (error) {
    const isTheirs = error instanceof errors.JOSEError || error instanceof z.ZodError;
    log().warn(
      { tenant: slug, isTheirs, error: error instanceof Error ? error.message : error },
      'logout refused',
    );
    return false;
  }
};
