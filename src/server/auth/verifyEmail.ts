import 'server-only';
import { db } from '../db';
import { fail } from '../errors';
import { afterAnswer, type Recipient, sendMail } from '../mail';
import { consume } from '../rateLimit';
import { createEmailToken, findEmailToken, spendEmailToken } from './emailTokens';

const recipientSelect = { id: true, email: true, emailVerified: true, name: true, locale: true } as const;

/** Sends a link that proves a person's address. Fails RATE_LIMITED. */
const sendVerification = async (user: Recipient & { id: string }) => {
  await consume('mail', user.email);
  const token = await createEmailToken(user, 'verifyEmail');
  await sendMail(user, 'verifyEmail', `/verify-email/${token}`);
};

/** Sends the link to a new person's address behind the answer: the account is good without it. */
export const sendFirstVerification = (user: Recipient & { id: string }) => {
  afterAnswer(async () => await sendVerification(user));
};

/** Sends the link again; does nothing for an address that is proven. Fails RATE_LIMITED. */
export const resendVerification = async (userId: string) => {
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: recipientSelect });
  if (!user.emailVerified) await sendVerification(user);
};

/**
 * Proves the address of the person who is signed in. Somebody else's link is as good as none: were it enough to
 * hold it, whoever registers with a stranger's address would be vouched for by that stranger's curious click.
 * Fails LINK_INVALID.
 */
export const verifyEmail = async (userId: string, token: string) => {
  const found = await findEmailToken(token, 'verifyEmail');
  if (found?.user.id !== userId || found.email !== found.user.email) return fail('LINK_INVALID');
  await db().$transaction(async (tx) => {
    if (!(await spendEmailToken(tx, token, 'verifyEmail'))) fail('LINK_INVALID');
    await tx.user.update({ where: { id: userId }, data: { emailVerified: new Date() } });
  });
  return { email: found.email };
};
