import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { insist } from './insist';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('what can’t be loaded is asked for again until it is there, at longer and longer intervals', async () => {
  const asked: number[] = [];
  const tellFailure = vi.fn<() => void>();
  const loaded = insist(async () => {
    asked.push(Date.now());
    if (asked.length < 8) throw new Error('the server is away');
    return await Promise.resolve('the module');
  }, tellFailure);
  await vi.runAllTimersAsync();
  expect(await loaded).toBe('the module');
  expect(tellFailure).toHaveBeenCalledTimes(7);
  const pauses = asked.slice(1).map((time, index) => time - (asked[index] ?? 0));
  expect(pauses[0]).toBeLessThanOrEqual(1_000);
  expect(pauses.at(-1)).toBeGreaterThanOrEqual(5_000);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
});
