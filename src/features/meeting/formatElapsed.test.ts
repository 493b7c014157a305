import { expect, test } from 'vitest';
import { formatElapsed } from './formatElapsed';

test.each([
  [-3_000, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [3_599_000, '59:59'],
  [3_723_000, '1:02:03'],
])('%i ms are %s', (ms, written) => {
  expect(formatElapsed(ms)).toBe(written);
});
