import { type Orderable, orderTiles } from './orderTiles';

/** Who is large, and in which order the others follow. */
export interface Arrangement {
  large: string | null;
  order: readonly string[];
}

export interface ArrangeRules {
  hasLarge: boolean;
  /** Who has been speaking for a while, the first of them first. */
  steady: readonly string[];
  /** How many of the others have a place. */
  places: number;
  /** Whom the hosts show large to everybody. */
  spotlight: string | null;
}

const latestFirst = (a: Orderable, b: Orderable) =>
  b.lastSpokeAt - a.lastSpokeAt || a.joinedAt - b.joinedAt || a.identity.localeCompare(b.identity);

/** Whom the hosts have chosen; else who was large stays it until they are silent and somebody else goes on speaking. */
const chooseLarge = (
  before: string | null,
  people: readonly Orderable[],
  { steady, spotlight }: Pick<ArrangeRules, 'steady' | 'spotlight'>,
): string | null => {
  if (people.some(({ identity }) => identity === spotlight)) return spotlight;
  const isThere = people.some(({ identity }) => identity === before);
  if (before !== null && isThere && (steady.length === 0 || steady.includes(before))) return before;
  return steady[0] ?? people.toSorted(latestFirst)[0]?.identity ?? null;
};

/** The order in which who is no longer large stands where the new one stood. */
const changePlaces = ({ large: former, order }: Arrangement, large: string | null): readonly string[] => {
  if (former === large) return order;
  const rest = order.filter((identity) => identity !== large);
  if (former === null) return rest;
  const index = large === null ? -1 : order.indexOf(large);
  return rest.toSpliced(Math.max(0, index), 0, former);
};

/**
 * Who stands where in a recording, changed as little as can be. Only who has spoken for a while moves, and changes
 * places with one other. Applying it to its own result changes nothing.
 */
export const arrangeRecording = (
  before: Arrangement,
  people: readonly Orderable[],
  { hasLarge, steady, places, spotlight }: ArrangeRules,
): Arrangement => {
  const large = hasLarge ? chooseLarge(before.large, people, { steady, spotlight }) : null;
  const others = people
    .filter(({ identity }) => identity !== large)
    // Who was large a moment ago keeps a place in sight.
    .map(({ identity, isLocal, joinedAt, lastSpokeAt }) => ({
      identity,
      isLocal,
      joinedAt,
      lastSpokeAt,
      isSpeaking: steady.includes(identity) || identity === before.large,
    }));
  return { large, order: orderTiles(changePlaces(before, large), others, places) };
};
