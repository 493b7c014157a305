import 'server-only';
import { db } from '../db';
import { afterAnswer, type Letter, sendMail } from '../mail';

/** Tells somebody by mail, behind the answer, what was done to their account: it may not have been they. */
export const tellOwner = (userId: string, letter: Letter) => {
  afterAnswer(async () => {
    const user = await db().user.findUnique({
      where: { id: userId },
      select: { email: true, name: true, locale: true },
    });
    if (user) await sendMail(user, letter, '/account');
  });
};
