import { expect, test } from 'vitest';
import { nextRate, playerKeyOf } from './playerKeys';

const press = (key: string, held = {}) =>
  playerKeyOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('keys ask of the player what its list says', () => {
  expect([' ', 'K', 'j', 'ArrowRight', '7', '>', '?', 'x'].map((key) => press(key))).toEqual([
    'toggle',
    'toggle',
    'back10',
    'ahead5',
    'part',
    'faster',
    'help',
    null,
  ]);
  expect(press('f', { ctrlKey: true })).toBeNull();
});

test('the speed goes up and down in steps, and stays at either end', () => {
  expect([nextRate(1, 1), nextRate(1, -1), nextRate(2, 1), nextRate(0.5, -1), nextRate(1.1, 1)]).toEqual([
    1.25, 0.75, 2, 0.5, 1.25,
  ]);
});
