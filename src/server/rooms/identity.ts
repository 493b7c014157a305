import type { Person } from '../person';

/** LiveKit's identity of one tab of one person: `user:ID:TAB` or `guest:ID:TAB`. */
export const identityOf = ({ id, isGuest }: Person, tabId: string) =>
  `${isGuest ? 'guest' : 'user'}:${id}:${tabId}`;

/** Who is behind an identity: the id of an account or of a guest. */
export const personOf = (identity: string): { userId: string | null; guestId: string | null } => {
  const [kind, id = null] = identity.split(':');
  return { userId: kind === 'user' ? id : null, guestId: kind === 'guest' ? id : null };
};
