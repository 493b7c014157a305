import 'server-only';
import { issueGuest, readGuest } from '../auth/guests';
import type { Context } from '../context';
import { db } from '../db';
import { fail } from '../errors';
import type { Person } from '../person';

/** The account of somebody who is signed in. Fails UNAUTHENTICATED where it is gone. */
export const findUser = async (userId: string) =>
  (await db().user.findUnique({
    where: { id: userId },
    select: { name: true, avatarId: true, email: true, emailVerified: true },
  })) ?? fail('UNAUTHENTICATED');

/**
 * Who wants to come in: the account, or a guest by the name they give or gave before, with the cookie to know them
 * by. Fails NAME_REQUIRED.
 */
export const identify = async (ctx: Context, roomId: string, asked: string | undefined) => {
  if (ctx.viewer.kind === 'user') {
    const person: Person = { id: ctx.viewer.userId, isGuest: false };
    const { name, avatarId, email, emailVerified } = await findUser(person.id);
    return { person, name, avatarId, email: emailVerified ? email : null, cookie: null };
  }
  const before = await readGuest(ctx.headers, roomId);
  const name = asked ?? before?.name ?? fail('NAME_REQUIRED');
  const { guest, cookie } = await issueGuest(roomId, { name, before });
  const person: Person = { id: guest.id, isGuest: true };
  return { person, name, avatarId: null, email: null, cookie };
};
