import 'server-only';
import { db } from '../db';
import { fail } from '../errors';
import type { Letter } from '../mail';
import { consume, forgive } from '../rateLimit';
import { findFactors } from './factors';
import { makeRecoveryCodes } from './recoveryCodes';
import { noteSecondStep, forgetSecondSteps } from './sessions';
import { tellOwner } from './tellOwner';
import { confirmTotp } from './totp';

/** Whose factors change, and the session that has just proven one. */
export interface Owner {
  userId: string;
  sessionId: string;
}

const newCodes = async (userId: string) =>
  await db().$transaction(async (tx) => await makeRecoveryCodes(tx, userId));

/** What follows once somebody has shown a new factor: the session has two steps, and who had no recovery codes gets some. */
export const afterFactor = async ({ userId, sessionId }: Owner, letter: Letter) => {
  await noteSecondStep(sessionId);
  tellOwner(userId, letter);
  const { recoveryCodes } = await findFactors(userId);
  return { recoveryCodes: recoveryCodes === 0 ? await newCodes(userId) : null };
};

/** What follows once a factor is gone: with the last one go its stand-ins, and no session has two steps any more. */
export const afterFactorRemoved = async (userId: string, letter: Letter) => {
  tellOwner(userId, letter);
  if ((await findFactors(userId)).hasAny) return;
  await db().recoveryCode.deleteMany({ where: { userId } });
  await forgetSecondSteps(userId);
};

/** Puts an authenticator app in force by its first code. Returns as `afterFactor` does. Fails CODE_WRONG, RATE_LIMITED. */
export const addTotp = async (owner: Owner, code: string) => {
  await consume('secondStep', owner.userId);
  await confirmTotp(owner.userId, code);
  await forgive('secondStep', owner.userId);
  return await afterFactor(owner, 'authenticatorAdded');
};

/** Removes the authenticator app; one that isn't there is no error. */
export const removeTotp = async (userId: string) => {
  const { count } = await db().totp.deleteMany({ where: { userId } });
  if (count > 0) await afterFactorRemoved(userId, 'authenticatorRemoved');
};

/** Ten new recovery codes, the only time that they can be read; earlier ones are good no more. Fails NO_SECOND_STEP. */
export const renewRecoveryCodes = async (userId: string) => {
  if (!(await findFactors(userId)).hasAny) return fail('NO_SECOND_STEP');
  const recoveryCodes = await newCodes(userId);
  tellOwner(userId, 'recoveryCodesMade');
  return { recoveryCodes };
};
