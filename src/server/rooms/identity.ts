/** LiveKit's identity of one tab of one person: `user:ID:TAB` or `guest:ID:TAB`. */
export const identityOf = (person: { kind: 'user' | 'guest'; id: string }, tabId: string) =>
  `${person.kind}:${person.id}:${tabId}`;

/** The account behind an identity, or null for a guest. */
export const userIdOf = (identity: string): string | null => {
  const [kind, id] = identity.split(':');
  return kind === 'user' && id ? id : null;
};
