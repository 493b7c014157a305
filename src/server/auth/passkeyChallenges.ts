import 'server-only';
import { randomBytes } from 'node:crypto';
import { redis } from '../redis';

/** Seconds that a browser has to answer. */
const CHALLENGE_TTL = 5 * 60;

/** What an answer is good for, and whose: nothing else takes it. */
export type ChallengePurpose = 'signIn' | `${'register' | 'confirm' | 'second'}:${string}`;

const keyOf = (purpose: ChallengePurpose, challenge: string) => `passkey:${purpose}:${challenge}`;

/** A new challenge in bytes, as the library wants it. */
export const newChallenge = async (purpose: ChallengePurpose) => {
  const challenge = randomBytes(32);
  await redis().set(keyOf(purpose, challenge.toString('base64url')), '1', 'EX', CHALLENGE_TTL);
  return new Uint8Array(challenge);
};

/** Uses a challenge up: false for one that we never gave, gave for something else, or have had the answer to. */
export const spendChallenge = async (purpose: ChallengePurpose, challenge: string): Promise<boolean> =>
  (await redis().del(keyOf(purpose, challenge))) === 1;
