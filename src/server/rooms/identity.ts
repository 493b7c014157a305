import type { Person } from '../person';

/** What all identities of a person begin with, one for each of their tabs. */
const prefixOf = ({ id, isGuest }: Person) => `${isGuest ? 'guest' : 'user'}:${id}:`;

/** LiveKit's identity of one tab of one person: `user:ID:TAB` or `guest:ID:TAB`. */
export const identityOf = (person: Person, tabId: string) => `${prefixOf(person)}${tabId}`;

export const isIdentityOf = (identity: string, person: Person) => identity.startsWith(prefixOf(person));

/** Who is behind an identity; null where it is nobody's, as a recorder's. */
export const personOf = (identity: string): Person | null => {
  const [kind, id] = identity.split(':');
  return id !== undefined && (kind === 'user' || kind === 'guest') ? { id, isGuest: kind === 'guest' } : null;
};
