import 'server-only';
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Assertion } from '@/shared/twoStep';
import { db } from '../db';
import { env } from '../env';
import { log } from '../log';
import { type ChallengePurpose, newChallenge, spendChallenge } from './passkeyChallenges';

/** The host that passkeys are bound to (WebAuthn level 3, "RP ID"). */
export const rpId = () => new URL(env().WEBMTG_URL).hostname;

/** A person's id as authenticators carry it. */
export const userHandleOf = (userId: string) => new Uint8Array(Buffer.from(userId));

/** What a browser needs to ask for a passkey: any that it has for us, or one of `userId`'s. */
export const askForPasskey = async (purpose: ChallengePurpose, userId?: string) => {
  const known = userId
    ? await db().passkey.findMany({ where: { userId }, select: { credentialId: true, transports: true } })
    : [];
  return await generateAuthenticationOptions({
    rpID: rpId(),
    challenge: await newChallenge(purpose),
    allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    userVerification: 'required',
  });
};

const passkeySelect = {
  id: true,
  userId: true,
  credentialId: true,
  publicKey: true,
  counter: true,
  transports: true,
} as const;

const isHandleOf = ({ response }: Assertion, userId: string) =>
  Buffer.from(response.userHandle, 'base64url').equals(Buffer.from(userHandleOf(userId)));

/**
 * The id of the person whose passkey has answered a challenge of this purpose; null where it hasn't, whatever the
 * reason. The authenticator has made sure that it was they (a PIN, a finger, a face).
 */
export const verifyPasskey = async (purpose: ChallengePurpose, answer: Assertion): Promise<string | null> => {
  const passkey = await db().passkey.findUnique({
    where: { credentialId: answer.id },
    select: passkeySelect,
  });
  if (!passkey || !isHandleOf(answer, passkey.userId)) return null;
  const { credentialId: id, publicKey, counter, transports, userId } = passkey;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: async (challenge) => await spendChallenge(purpose, challenge),
      expectedOrigin: env().WEBMTG_URL,
      expectedRPID: rpId(),
      credential: { id, publicKey, counter, transports },
      requireUserVerification: true,
    });
    if (!verified) return null;
    // Of two answers with one count one is a copy's.
    const { count } = await db().passkey.updateMany({
      where: { id: passkey.id, counter },
      data: { counter: authenticationInfo.newCounter, lastUsedAt: new Date() },
    });
    return count === 1 ? userId : null;
  } catch (error) {
    log().info({ userId, error: error instanceof Error ? error.message : error }, 'passkey refused');
    return null;
  }
};
