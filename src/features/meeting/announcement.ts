interface Known {
  identity: string;
  name: string;
  isLocal: boolean;
}

export interface Announcement {
  joined: string[];
  left: string[];
}

const namesNotIn = (people: readonly Known[], others: readonly Known[]) => {
  const there = new Set(others.map((person) => person.identity));
  return people
    .filter((person) => !person.isLocal && !there.has(person.identity))
    .map((person) => person.name);
};

/** Who came and who went between two looks at the call; null where nothing is worth saying. */
export const announcement = (before: readonly Known[], after: readonly Known[]): Announcement | null => {
  const joined = namesNotIn(after, before);
  const left = namesNotIn(before, after);
  return joined.length > 0 || left.length > 0 ? { joined, left } : null;
};
