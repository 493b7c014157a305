import 'server-only';
import { isTotpCode } from '@/shared/twoStep';
import { db } from '../db';
import { spendRecoveryCode } from './recoveryCodes';
import { tellOwner } from './tellOwner';
import { spendTotp } from './totp';

const factorSelect = {
  passwordHash: true,
  totp: { select: { confirmedAt: true } },
  _count: { select: { passkeys: true, recoveryCodes: { where: { usedAt: null } } } },
} as const;

/** What somebody has to prove themselves by, beside their password; recovery codes stand in for it and are none. */
export const findFactors = async (userId: string) => {
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: factorSelect });
  const hasTotp = Boolean(user.totp?.confirmedAt);
  const { passkeys, recoveryCodes } = user._count;
  return {
    hasPassword: user.passwordHash !== null,
    hasTotp,
    passkeys,
    recoveryCodes,
    hasAny: hasTotp || passkeys > 0,
  };
};

/** Whether a code is this person's second step: of their app at this moment, or one of their recovery codes. Each is good once. */
export const spendSecondCode = async (userId: string, code: string): Promise<boolean> => {
  if (isTotpCode(code)) return await spendTotp(userId, code);
  const isGood = await spendRecoveryCode(userId, code);
  if (isGood) tellOwner(userId, 'recoveryCodeUsed');
  return isGood;
};
