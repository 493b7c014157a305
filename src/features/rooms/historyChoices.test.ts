import { expect, test } from 'vitest';
import { historyChoices, readHistoryDays, writeHistoryDays } from './historyChoices';

test('offers the usual spans, and keeps an unusual one in its place', () => {
  expect(historyChoices(30)).toEqual([null, 365, 90, 30, 7, 1, 0]);
  expect(historyChoices(45)).toEqual([null, 365, 90, 45, 30, 7, 1, 0]);
});

test.each([null, 0, 45])('%s comes back from the form as it went in', (days) => {
  expect(readHistoryDays(writeHistoryDays(days))).toBe(days);
});
