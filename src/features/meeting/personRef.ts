/** Who is behind a LiveKit identity, which is `user:ID:TAB` or `guest:ID:TAB`: one for each tab of a person. */
export const personRef = (identity: string) => {
  const [kind, id = ''] = identity.split(':');
  return { id, isGuest: kind === 'guest' };
};
