import { expect, test } from 'vitest';
import { parseRoomCode } from './parseRoomCode';

test.each([
  ['abc-defg-hij'],
  ['  ABC-DEFG-HIJ '],
  ['abcdefghij'],
  ['abc defg hij'],
  ['abc–defg—hij'],
  ['ａｂｃ－ｄｅｆｇ－ｈｉｊ'],
  ['abcーdefgーhij'],
  ['https://meet.example.org/m/abc-defg-hij'],
  ['meet.example.org/m/abc-defg-hij?from=mail#top'],
  ['Join us: http://localhost:3000/m/ABC-defg-hij at ten'],
])('%s is read', (typed) => {
  expect(parseRoomCode(typed)).toBe('abc-defg-hij');
});

test.each([
  [''],
  ['abc-defg'],
  ['abc-defg-hijk'],
  ['ab1-defg-hij'],
  ['https://meet.example.org/t/abc-defg-hij'],
  ['//evil.example/'],
])('%s is no code', (typed) => {
  expect(parseRoomCode(typed)).toBeNull();
});
