import type { Person } from './snapshotRoom';

/** LiveKit's identity is `user:ID:TAB` or `guest:ID:TAB`: one for each tab of a person. */
export const othersInCall = (people: readonly Pick<Person, 'identity' | 'name'>[], selfId: string) => {
  const others = new Map<string, { id: string; isGuest: boolean; name: string }>();
  for (const { identity, name } of people) {
    const [kind, id = ''] = identity.split(':');
    if (id !== selfId) others.set(id, { id, isGuest: kind === 'guest', name });
  }
  return [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name));
};
