import 'server-only';
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { PASSKEYS_MAX, type registerPasskeyInput } from '@/shared/twoStep';
import { db } from '../db';
import { env } from '../env';
import { fail } from '../errors';
import { log } from '../log';
import { afterFactor, afterFactorRemoved, type Owner } from './changeFactors';
import { isUniqueViolation } from './isUniqueViolation';
import { newChallenge, spendChallenge } from './passkeyChallenges';
import { rpId, userHandleOf } from './verifyPasskey';

const passkeySelect = {
  id: true,
  name: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Prisma.PasskeySelect;

/** A person's passkeys, oldest first. */
export const listPasskeys = async (userId: string) =>
  await db().passkey.findMany({ where: { userId }, select: passkeySelect, orderBy: { id: 'asc' } });

/** What a browser needs to make a passkey that can be found without a name. Fails TOO_MANY_PASSKEYS. */
export const startPasskey = async (userId: string) => {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, name: true, passkeys: { select: { credentialId: true } } },
  });
  if (user.passkeys.length >= PASSKEYS_MAX) fail('TOO_MANY_PASSKEYS');
  return await generateRegistrationOptions({
    rpName: 'WebMTG',
    rpID: rpId(),
    userID: userHandleOf(userId),
    userName: user.email,
    userDisplayName: user.name,
    challenge: await newChallenge(`register:${userId}`),
    excludeCredentials: user.passkeys.map(({ credentialId: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
};

type Registration = z.output<typeof registerPasskeyInput>['response'];

const verify = async (userId: string, response: Registration) => {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: async (challenge) => await spendChallenge(`register:${userId}`, challenge),
      expectedOrigin: env().WEBMTG_URL,
      expectedRPID: rpId(),
      requireUserVerification: true,
    });
    return registrationInfo?.credential ?? null;
  } catch (error) {
    log().info({ userId, error: error instanceof Error ? error.message : error }, 'passkey not registered');
    return null;
  }
};

/**
 * Keeps a passkey that a browser has made; the session has two steps from then on. Returns recovery codes where
 * there were none before, to be shown once. Fails PASSKEY_REFUSED.
 */
export const registerPasskey = async (
  owner: Owner,
  { name, response }: z.output<typeof registerPasskeyInput>,
) => {
  const { userId } = owner;
  const { id, publicKey, counter } = (await verify(userId, response)) ?? fail('PASSKEY_REFUSED');
  const { transports } = response.response;
  try {
    await db().passkey.create({
      data: { userId, name, credentialId: id, publicKey, counter, transports },
      select: { id: true },
    });
  } catch (error) {
    if (isUniqueViolation(error)) fail('PASSKEY_REFUSED');
    throw error;
  }
  return await afterFactor(owner, 'passkeyAdded');
};

/** Gives one of the person's passkeys another name. Fails NOT_FOUND. */
export const renamePasskey = async (userId: string, id: string, name: string) => {
  const { count } = await db().passkey.updateMany({ where: { id, userId }, data: { name } });
  if (count === 0) fail('NOT_FOUND');
};

/** Removes one of the person's passkeys: it opens nothing any more. Fails NOT_FOUND. */
export const removePasskey = async (userId: string, id: string) => {
  const { count } = await db().passkey.deleteMany({ where: { id, userId } });
  if (count === 0) fail('NOT_FOUND');
  await afterFactorRemoved(userId, 'passkeyRemoved');
};
