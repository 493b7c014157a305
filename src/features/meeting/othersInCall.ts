import { personRef } from './personRef';
import type { Person } from './snapshotRoom';

/** The others, each once, however many tabs they have. */
export const othersInCall = (people: readonly Pick<Person, 'identity' | 'name'>[], selfId: string) => {
  const others = new Map<string, { id: string; isGuest: boolean; name: string }>();
  for (const { identity, name } of people) {
    const person = personRef(identity);
    if (person.id !== selfId) others.set(person.id, { ...person, name });
  }
  return [...others.values()].toSorted((a, b) => a.name.localeCompare(b.name));
};
