import { expect, test } from 'vitest';
import { hear, type Speech, steadySpeakers } from './steadySpeakers';

/** Looks four times a second at who speaks, as each `[from, to, who]` says; returns the steady ones after `until`. */
const after = (until: number, turns: readonly (readonly [from: number, to: number, who: string])[]) => {
  const names = [...new Set(turns.map(([, , who]) => who))];
  let speech: ReadonlyMap<string, Speech> = new Map();
  for (let now = 0; now <= until; now += 250) {
    const people = names.map((identity) => ({
      identity,
      isSpeaking: turns.some(([from, to, who]) => who === identity && now >= from && now <= to),
    }));
    speech = hear(speech, people, now);
  }
  return steadySpeakers(speech);
};

test('two seconds of speech count, less does not', () => {
  expect(after(1_750, [[0, 9_000, 'a']])).toEqual([]);
  expect(after(2_000, [[0, 9_000, 'a']])).toEqual(['a']);
});

test('a word in between is none, however long the silence after it', () => {
  const turns = [
    [0, 60_000, 'a'],
    [3_000, 4_000, 'b'],
  ] as const;
  for (const time of [4_000, 5_000, 6_000]) expect(after(time, turns)).toEqual(['a']);
});

test('a breath does not begin the two seconds anew, a longer silence does', () => {
  expect(
    after(2_000, [
      [0, 1_000, 'a'],
      [1_500, 9_000, 'a'],
    ]),
  ).toEqual(['a']);
  expect(
    after(4_000, [
      [0, 1_000, 'a'],
      [2_500, 9_000, 'a'],
    ]),
  ).toEqual([]);
});

test('who has stopped is no speaker any more, and who left is forgotten', () => {
  expect(after(5_000, [[0, 3_500, 'a']])).toEqual([]);
  const speech = hear(new Map([['a', { since: 0, heardAt: 3_000 }]]), [], 3_100);
  expect(steadySpeakers(speech)).toEqual([]);
});

test('of two at once the one who began first comes first', () => {
  expect(
    after(4_000, [
      [500, 9_000, 'b'],
      [0, 9_000, 'a'],
    ]),
  ).toEqual(['a', 'b']);
});
