import { expect, test } from 'vitest';
import { type Arrangement, arrangeRecording, type ArrangeRules } from './arrangeRecording';

const person = (identity: string, lastSpokeAt = 0) => ({
  identity,
  isLocal: false,
  isSpeaking: false,
  lastSpokeAt,
  joinedAt: identity.charCodeAt(0),
});
const people = (names: string) => Array.from(names, (name) => person(name));
const NOTHING: Arrangement = { large: null, order: [] };
const SPEAKER: ArrangeRules = { hasLarge: true, steady: [], places: 5, spotlight: null };
const written = ({ large, order }: Arrangement) => `${large ?? '-'}|${order.join('')}`;

test('a grid is as people came, and nobody moves', () => {
  const grid = { hasLarge: false, steady: [], places: 25, spotlight: null };
  const first = arrangeRecording(NOTHING, people('cab'), grid);
  expect(written(first)).toBe('-|abc');
  expect(written(arrangeRecording(first, people('cabd'), { ...grid, steady: ['c'] }))).toBe('-|abcd');
  expect(written(arrangeRecording(first, people('ca'), grid))).toBe('-|ac');
});

test('of more people than places, who goes on speaking takes the place of who was silent longest', () => {
  const all = [person('a', 9), person('b', 1), person('c', 5), person('d')];
  const grid = { hasLarge: false, steady: ['d'], places: 3, spotlight: null };
  expect(written(arrangeRecording({ large: null, order: ['a', 'b', 'c', 'd'] }, all, grid))).toBe('-|adcb');
});

test('before anybody has spoken the first one is large, and after that the last who did', () => {
  expect(written(arrangeRecording(NOTHING, people('bca'), SPEAKER))).toBe('a|bc');
  const some = [person('a', 1), person('b', 7), person('c')];
  expect(written(arrangeRecording(NOTHING, some, SPEAKER))).toBe('b|ac');
});

test('who goes on speaking changes places with who was large, and the others stay', () => {
  const first = arrangeRecording(NOTHING, people('abcd'), SPEAKER);
  const second = arrangeRecording(first, people('abcd'), { ...SPEAKER, steady: ['c'] });
  expect(written(second)).toBe('c|bad');
  expect(written(arrangeRecording(second, people('abcd'), SPEAKER)), 'silence changes nothing').toBe('c|bad');
  const both = { ...SPEAKER, steady: ['b', 'c'] };
  expect(written(arrangeRecording(second, people('abcd'), both)), 'nor does an interruption').toBe('c|bad');
});

test('who was large stays in sight when the new one comes from out of it', () => {
  const before = { large: 'a', order: ['b', 'c', 'd', 'e'] };
  const all = [person('a', 50), person('b', 3), person('c', 1), person('d'), person('e', 60)];
  const next = arrangeRecording(before, all, { hasLarge: true, steady: ['e'], places: 2, spotlight: null });
  expect(written(next)).toBe('e|badc');
  expect(
    written(arrangeRecording(next, all, { hasLarge: true, steady: ['e'], places: 2, spotlight: null })),
  ).toBe('e|badc');
});

test('whoever is large and leaves is followed by another, and a grid takes the large one back', () => {
  const before = { large: 'c', order: ['b', 'a'] };
  expect(written(arrangeRecording(before, people('ab'), SPEAKER))).toBe('a|b');
  expect(written(arrangeRecording(before, people('abc'), { ...SPEAKER, hasLarge: false }))).toBe('-|cba');
  expect(written(arrangeRecording(before, [], SPEAKER))).toBe('-|');
});

test('whom the hosts show large is large, whoever speaks, and afterwards speakers are again', () => {
  const first = arrangeRecording(NOTHING, people('abcd'), SPEAKER);
  const chosen = { ...SPEAKER, steady: ['b'], spotlight: 'c' };
  const second = arrangeRecording(first, people('abcd'), chosen);
  expect(written(second)).toBe('c|bad');
  expect(written(arrangeRecording(second, people('abcd'), chosen))).toBe('c|bad');
  expect(written(arrangeRecording(second, people('abcd'), { ...SPEAKER, steady: ['b'] }))).toBe('b|cad');
  expect(written(arrangeRecording(first, people('ab'), chosen)), 'who has left is not').toBe('b|a');
});
