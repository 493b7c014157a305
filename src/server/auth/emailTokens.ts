import 'server-only';
import type { EmailTokenPurpose } from '@/generated/prisma/enums';
import { db, type Tx } from '../db';
import { hashOf, newSecret } from './mailedSecret';

const HOUR = 3600 * 1000;
const LIFETIME: Record<EmailTokenPurpose, number> = { verifyEmail: 24 * HOUR, resetPassword: HOUR };

/** A new secret for a mailed link; earlier ones of the same purpose are good no more. Only its hash is kept. */
export const createEmailToken = async (user: { id: string; email: string }, purpose: EmailTokenPurpose) => {
  const token = newSecret();
  const expiresAt = new Date(Date.now() + LIFETIME[purpose]);
  await db().$transaction([
    db().emailToken.deleteMany({ where: { userId: user.id, purpose } }),
    db().emailToken.create({
      data: { userId: user.id, email: user.email, purpose, tokenHash: hashOf(token), expiresAt },
    }),
  ]);
  return token;
};

const usable = (token: string, purpose: EmailTokenPurpose) => ({
  tokenHash: hashOf(token),
  purpose,
  usedAt: null,
  expiresAt: { gt: new Date() },
});

const ownerSelect = {
  email: true,
  user: { select: { id: true, email: true, emailVerified: true, name: true } },
} as const;

/** Whose the link is, and the address that it went to, without using it up; null where it is good no more. */
export const findEmailToken = async (token: string, purpose: EmailTokenPurpose) =>
  await db().emailToken.findFirst({ where: usable(token, purpose), select: ownerSelect });

/** Uses a link up; of many at once one gets true. */
export const spendEmailToken = async (tx: Tx, token: string, purpose: EmailTokenPurpose) => {
  const { count } = await tx.emailToken.updateMany({
    where: usable(token, purpose),
    data: { usedAt: new Date() },
  });
  return count === 1;
};
