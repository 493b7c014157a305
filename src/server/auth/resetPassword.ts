import 'server-only';
import type { z } from 'zod';
import type { resetPasswordInput } from '@/shared/auth';
import { db } from '../db';
import { fail } from '../errors';
import { afterAnswer, sendMail } from '../mail';
import { consume } from '../rateLimit';
import { createEmailToken, findEmailToken, spendEmailToken } from './emailTokens';
import { forgetWaysIn } from './forgetWaysIn';
import { isCommonPassword } from './isCommonPassword';
import { hashPassword } from './passwords';
import { revokeSessions } from './sessions';

const sendReset = async (email: string) => {
  await consume('mail', email);
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, locale: true },
  });
  if (!user) return;
  const token = await createEmailToken(user, 'resetPassword');
  await sendMail(user, 'resetPassword', `/reset-password/${token}`);
};

/** Mails a link where the address has an account; the answer and its time are the same where it has none. */
export const requestPasswordReset = (email: string) => {
  afterAnswer(async () => await sendReset(email));
};

/**
 * Sets a new password by a mailed link, which also proves the address, and ends every session of the account; what
 * opened it before the address was proven opens it no more. Fails LINK_INVALID, PASSWORD_COMMON.
 */
export const resetPassword = async ({ token, password }: z.output<typeof resetPasswordInput>) => {
  const found = await findEmailToken(token, 'resetPassword');
  if (!found || found.email !== found.user.email) return fail('LINK_INVALID');
  const { user } = found;
  if (isCommonPassword(password, [user.name, user.email, ...user.email.split('@')]))
    return fail('PASSWORD_COMMON');
  const passwordHash = await hashPassword(password);
  // Without Redis the password stays what it was.
  await revokeSessions(user.id);
  await db().$transaction(async (tx) => {
    if (!(await spendEmailToken(tx, token, 'resetPassword'))) fail('LINK_INVALID');
    await tx.user.update({
      where: { id: user.id },
      data: { passwordHash, emailVerified: user.emailVerified ?? new Date() },
    });
    if (!user.emailVerified) await forgetWaysIn(tx, user.id);
  });
  // Until then the old one has opened sessions.
  await revokeSessions(user.id);
};
