import 'server-only';
import { assertionInput, secondCodeInput } from '@/shared/twoStep';
import { AppError } from '../errors';
import { hostTenantOf } from '../hostTenant';
import { consume, forgive } from '../rateLimit';
import { findFactors, spendSecondCode } from './factors';
import { endPending, findPending } from './pendingSignIn';
import { SignInRefused } from './SignInRefused';
import { askForPasskey, verifyPasskey } from './verifyPasskey';

/**
 * What the waiting sign-in may be finished by; null where none waits in this browser. Passkeys are bound to
 * WEBMTG_URL's host: elsewhere browsers have none.
 */
export const readPending = async (headers: Headers) => {
  const pending = await findPending(headers);
  if (!pending) return null;
  const { hasTotp, passkeys } = await findFactors(pending.userId);
  return { hasTotp, hasPasskeys: passkeys > 0 && (await hostTenantOf(headers)) === null };
};

/** What a browser needs to finish a waiting sign-in by passkey; null where none waits. */
export const startSecondPasskey = async (headers: Headers) => {
  const pending = await findPending(headers);
  return pending && (await askForPasskey(`second:${pending.key}`, pending.userId));
};

/** What a browser needs to sign in by a passkey alone. */
export const startPasskeySignIn = async () => await askForPasskey('signIn');

/** A passkey's answer as the form of a sign-in carries it. */
const readAnswer = (text: string | undefined) => {
  try {
    return assertionInput.safeParse({ response: JSON.parse(text ?? '') as unknown }).data?.response ?? null;
  } catch {
    return null;
  }
};

const limit = async (userId: string, address: string) => {
  try {
    await consume('signInAddress', address);
    await consume('secondStep', userId);
  } catch (error) {
    if (error instanceof AppError) throw new SignInRefused('RateLimited');
    throw error;
  }
};

interface Steps {
  code?: string;
  passkey?: string;
}

const isSecondStep = async ({ userId, key }: { userId: string; key: string }, { code, passkey }: Steps) => {
  const answer = passkey === undefined ? null : readAnswer(passkey);
  if (answer) return (await verifyPasskey(`second:${key}`, answer)) === userId;
  const input = secondCodeInput.safeParse({ code });
  return input.success && (await spendSecondCode(userId, input.data.code));
};

/**
 * The id of the person whose password was right a moment ago in this browser and who has shown the second step now;
 * null where that is wrong. Throws SignInRefused('RateLimited'), and 'SignInExpired' where no sign-in waits.
 */
export const signInSecondStep = async (headers: Headers, address: string, steps: Steps) => {
  const pending = await findPending(headers);
  if (!pending) throw new SignInRefused('SignInExpired');
  await limit(pending.userId, address);
  if (!(await isSecondStep(pending, steps))) return null;
  if (!(await endPending(pending.key))) throw new SignInRefused('SignInExpired');
  await forgive('secondStep', pending.userId);
  return pending.userId;
};

/** The id of the person whose passkey has answered, which says who it is and proves it; else null. Throws SignInRefused('RateLimited'). */
export const signInPasskey = async (address: string, passkey: string | undefined) => {
  try {
    await consume('signInAddress', address);
  } catch (error) {
    if (error instanceof AppError) throw new SignInRefused('RateLimited');
    throw error;
  }
  const answer = readAnswer(passkey);
  return answer && (await verifyPasskey('signIn', answer));
};
