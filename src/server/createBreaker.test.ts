import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBreaker, Resting } from './createBreaker';

vi.mock('./log', () => ({ log: () => ({ warn: () => undefined, info: () => undefined }) }));

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

class Answer extends Error {}

/** A part that can be broken, behind a breaker, and how often it was asked. */
const setUp = () => {
  const state = { error: null as Error | null, asked: 0 };
  const guard = createBreaker({ part: 'a part', isAnswer: (error) => error instanceof Answer });
  const ask = async () =>
    await guard(async () => {
      state.asked += 1;
      if (state.error) throw state.error;
      return 'done';
    });
  return { state, guard, ask };
};

const failTimes = async (ask: () => Promise<unknown>, times: number) => {
  for (let count = 0; count < times; count += 1) await expect(ask()).rejects.toThrow('away');
};

test('a part that fails now and then goes on being asked', async () => {
  const { state, ask } = setUp();
  for (let round = 0; round < 5; round += 1) {
    state.error = new Error('away');
    await failTimes(ask, 2);
    state.error = null;
    expect(await ask()).toBe('done');
  }
  expect(state.asked).toBe(15);
});

test('after three failures in a row it is not asked, but for one request a second', async () => {
  const { state, ask } = setUp();
  state.error = new Error('away');
  await failTimes(ask, 3);
  await expect(ask()).rejects.toBeInstanceOf(Resting);
  expect(state.asked).toBe(3);
  vi.advanceTimersByTime(1_001);
  await failTimes(ask, 1);
  await expect(ask()).rejects.toBeInstanceOf(Resting);
  expect(state.asked).toBe(4);
});

test('the one that finds it back opens the way for all', async () => {
  const { state, ask } = setUp();
  state.error = new Error('away');
  await failTimes(ask, 3);
  state.error = null;
  await expect(ask()).rejects.toBeInstanceOf(Resting);
  vi.advanceTimersByTime(1_001);
  expect(await Promise.all([ask(), ask()].map(async (one) => await one.catch(() => 'refused')))).toEqual([
    'done',
    'refused',
  ]);
  expect(await ask()).toBe('done');
});

test('one that finds out and hangs keeps nobody else from finding out', async () => {
  const { state, guard, ask } = setUp();
  state.error = new Error('away');
  await failTimes(ask, 3);
  vi.advanceTimersByTime(1_001);
  void guard(async () => await new Promise(() => undefined));
  await expect(ask()).rejects.toBeInstanceOf(Resting);
  state.error = null;
  vi.advanceTimersByTime(1_001);
  expect(await ask()).toBe('done');
});

test('a refusal proves that it is there; what was given up proves nothing', async () => {
  const { state, ask } = setUp();
  state.error = new Error('away');
  await failTimes(ask, 2);
  state.error = new Answer('no such room');
  await expect(ask()).rejects.toThrow('no such room');
  state.error = new Error('away');
  await failTimes(ask, 2);
  state.error = Object.assign(new Error('given up'), { name: 'AbortError' });
  await expect(ask()).rejects.toThrow('given up');
  state.error = new Error('away');
  await failTimes(ask, 1);
  await expect(ask()).rejects.toBeInstanceOf(Resting);
});
