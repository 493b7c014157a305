/** When somebody began to speak, and when they were last heard; milliseconds. */
export interface Speech {
  since: number;
  heardAt: number;
}

/** Milliseconds of speech that are more than a cough or a "yes". */
const STEADY = 2_000;
/** Milliseconds of silence within a sentence. */
const PAUSE = 1_000;

/** What is known of everybody's speech after another look at who speaks. */
export const hear = (
  before: ReadonlyMap<string, Speech>,
  people: readonly { identity: string; isSpeaking: boolean }[],
  now: number,
): ReadonlyMap<string, Speech> => {
  const after = new Map<string, Speech>();
  for (const { identity, isSpeaking } of people) {
    const known = before.get(identity);
    const goesOn = known !== undefined && now - known.heardAt <= PAUSE;
    if (isSpeaking) after.set(identity, { since: goesOn ? known.since : now, heardAt: now });
    else if (goesOn) after.set(identity, known);
  }
  return after;
};

/** Who has been speaking for two seconds and still does, the one who began first before the others. */
export const steadySpeakers = (speech: ReadonlyMap<string, Speech>): string[] =>
  [...speech]
    .filter(([, { since, heardAt }]) => heardAt - since >= STEADY)
    .toSorted(([, a], [, b]) => a.since - b.since)
    .map(([identity]) => identity);
