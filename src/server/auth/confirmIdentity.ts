import 'server-only';
import type { Assertion } from '@/shared/twoStep';
import type { Viewer } from '../context';
import { db } from '../db';
import { fail } from '../errors';
import { consume, forgive } from '../rateLimit';
import type { Owner } from './changeFactors';
import { findFactors, spendSecondCode } from './factors';
import { verifyPassword } from './passwords';
import { isProvenLately, noteProof, noteSecondStep } from './sessions';
import { askForPasskey, verifyPasskey } from './verifyPasskey';

/**
 * Proves that whoever changes the ways in has shown lately who they are: by signing in, by password or by passkey,
 * and with the second step where they have one. Fails CONFIRM_REQUIRED.
 */
export const proveLately = async ({ userId, sessionId, isTwoStep }: Viewer & { kind: 'user' }) => {
  const { hasAny } = await findFactors(userId);
  if ((hasAny && !isTwoStep) || !(await isProvenLately(sessionId))) fail('CONFIRM_REQUIRED');
};

/** What somebody has to confirm themselves by, and what is there already. */
export const readTwoStep = async ({ userId, sessionId, isTwoStep }: Viewer & { kind: 'user' }) => {
  const [factors, isLately, asking] = await Promise.all([
    findFactors(userId),
    isProvenLately(sessionId),
    db().tenant.findMany({
      where: { asksTwoSteps: true, deletedAt: null, memberships: { some: { userId } } },
      select: { name: true },
      orderBy: { name: 'asc' },
    }),
  ]);
  return { ...factors, isTwoStep, isProvenLately: isLately, askedBy: asking.map(({ name }) => name) };
};

/** Confirms by password. Fails PASSWORD_WRONG, RATE_LIMITED. */
export const confirmByPassword = async ({ userId, sessionId }: Owner, password: string) => {
  await consume('confirm', userId);
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  if (!(await verifyPassword(user.passwordHash, password))) return fail('PASSWORD_WRONG');
  await forgive('confirm', userId);
  await noteProof(sessionId);
};

/** What a browser needs to confirm by a passkey of the person's. */
export const startConfirm = async ({ userId, sessionId }: Owner) =>
  await askForPasskey(`confirm:${sessionId}`, userId);

/** Confirms by passkey, which is the second step as well. Fails PASSKEY_REFUSED. */
export const confirmByPasskey = async ({ userId, sessionId }: Owner, answer: Assertion) => {
  if ((await verifyPasskey(`confirm:${sessionId}`, answer)) !== userId) fail('PASSKEY_REFUSED');
  await Promise.all([noteProof(sessionId), noteSecondStep(sessionId)]);
};

/** Takes the second step now, in a session that began without. Fails CODE_WRONG, RATE_LIMITED. */
export const proveCode = async ({ userId, sessionId }: Owner, code: string) => {
  await consume('secondStep', userId);
  if (!(await spendSecondCode(userId, code))) return fail('CODE_WRONG');
  await forgive('secondStep', userId);
  await noteSecondStep(sessionId);
};
