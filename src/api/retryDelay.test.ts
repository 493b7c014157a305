import { expect, test } from 'vitest';
import { retryDelay } from './retryDelay';

test('attempts are further and further apart, up to half a minute, and scattered', () => {
  expect([1, 2, 3].map((failures) => retryDelay(failures, 1))).toEqual([1_000, 2_000, 4_000]);
  expect([retryDelay(1, 0), retryDelay(50, 0), retryDelay(50, 1)]).toEqual([500, 15_000, 30_000]);
});
