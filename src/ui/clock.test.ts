import { expect, test } from 'vitest';
import { clock, clockParts } from './clock';

test('a place is written as players write it', () => {
  expect([0, 5.9, 65, 3600, 3723, -1, Number.NaN].map(clock)).toEqual([
    '0:00',
    '0:05',
    '1:05',
    '1:00:00',
    '1:02:03',
    '0:00',
    '0:00',
  ]);
  expect(clockParts(3723.5)).toEqual({ hours: 1, minutes: 2, seconds: 3 });
});
