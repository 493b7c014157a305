import { expect, test } from 'vitest';
import { retryDelay } from './retryDelay';

test('attempts are further and further apart, up to ten seconds, and scattered', () => {
  expect([1, 2, 3].map((failures) => retryDelay(failures, 1))).toEqual([1_000, 2_000, 4_000]);
  expect([retryDelay(1, 0), retryDelay(50, 0), retryDelay(50, 1)]).toEqual([500, 5_000, 10_000]);
});
