export interface Orderable {
  identity: string;
  isLocal: boolean;
  isSpeaking: boolean;
  /** Milliseconds; 0 for who hasn't spoken. */
  lastSpokeAt: number;
  joinedAt: number;
}

const byArrival = (a: Orderable, b: Orderable) =>
  a.joinedAt - b.joinedAt || a.identity.localeCompare(b.identity);

/** Those of the first page who give way to a speaker: silent, and the one silent for longest first. */
const quietestFirst = (a: Orderable, b: Orderable) => a.lastSpokeAt - b.lastSpokeAt;

/**
 * The order of the tiles: as people came, oneself last on the first page, and nobody moves without need. Only who
 * speaks outside the first page changes places with whom it has heard least.
 * Applying it to its own result changes nothing.
 */
export const orderTiles = (
  previous: readonly string[],
  people: readonly Orderable[],
  pageSize: number,
): string[] => {
  const byIdentity = new Map(people.map((person) => [person.identity, person]));
  const others = people.filter((person) => !person.isLocal);
  const stayed = previous.filter((identity) => byIdentity.get(identity)?.isLocal === false);
  const known = new Set(stayed);
  const came = others.filter((person) => !known.has(person.identity)).toSorted(byArrival);
  const order = [...stayed, ...came.map((person) => person.identity)];

  const own = people.find((person) => person.isLocal);
  const places = Math.max(0, pageSize - (own ? 1 : 0));
  const speakers = order.slice(places).filter((identity) => byIdentity.get(identity)?.isSpeaking);
  const silent = order
    .slice(0, places)
    .flatMap((identity) => byIdentity.get(identity) ?? [])
    .filter((person) => !person.isSpeaking)
    .toSorted(quietestFirst);
  for (const speaker of speakers) {
    const giver = silent.shift();
    if (!giver) break;
    const from = order.indexOf(speaker);
    const to = order.indexOf(giver.identity);
    order[to] = speaker;
    order[from] = giver.identity;
  }
  if (own) order.splice(places, 0, own.identity);
  return order;
};
