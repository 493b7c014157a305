import type { Person } from './snapshotRoom';

type Listed = Pick<Person, 'identity' | 'name' | 'isLocal' | 'handAt'>;

/** Raised hands in the order in which they went up, then oneself, then the others by name. */
export const orderPeople = <T extends Listed>(people: readonly T[]): T[] => {
  const placeOf = ({ handAt }: Listed) => (handAt > 0 ? handAt : Number.POSITIVE_INFINITY);
  return people.toSorted((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    if (first !== second) return first < second ? -1 : 1;
    return Number(b.isLocal) - Number(a.isLocal) || a.name.localeCompare(b.name);
  });
};
