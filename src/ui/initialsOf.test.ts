import { expect, test } from 'vitest';
import { initialsOf } from './initialsOf';

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada king lovelace', 'AL'],
  ['Bob', 'B'],
  ['山田 太郎', '山'],
  ['佐藤', '佐'],
  ['Ян Ким', 'ЯК'],
  ['  Grace   Hopper ', 'GH'],
  ['👩‍💻 dev', '👩‍💻'],
  ['', ''],
])('%s gives %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
