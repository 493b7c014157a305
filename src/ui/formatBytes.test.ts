import { expect, test } from 'vitest';
import { formatBytes, formatSeconds } from './formatBytes';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_500, '1.5 kB'],
  [25_400_000, '25 MB'],
  [3_200_000_000, '3.2 GB'],
  [9_000_000_000_000, '9,000 GB'],
])('%d is %s', (bytes, text) => expect(formatBytes('en', bytes)).toBe(text));

test.each([
  [0.2, '1 sec'],
  [59, '59 sec'],
  [61, '2 min'],
])('%d seconds are %s', (seconds, text) => expect(formatSeconds('en', seconds)).toBe(text));
