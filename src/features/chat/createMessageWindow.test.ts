import { describe, expect, it } from 'vitest';
import { makeMessage } from './makeMessage';
import { createMessageWindow } from './createMessageWindow';

const bodies = (window: ReturnType<typeof createMessageWindow>) => window.shown().map(({ body }) => body);
const page = (numbers: readonly number[], { hasOlder = false, hasNewer = false } = {}) => ({
  items: numbers.map((number) => makeMessage(number)),
  hasOlder,
  hasNewer,
});

describe('createMessageWindow', () => {
  it('shows nothing until a page has come, and then what the stream told meanwhile too', () => {
    const window = createMessageWindow();
    window.upsert([makeMessage(4)]);
    expect(bodies(window)).toEqual([]);
    window.show(page([2, 3]), 'newest');
    expect(bodies(window)).toEqual(['2', '3', '4']);
  });

  it('has each message once, in order, in its newest form', () => {
    const window = createMessageWindow();
    window.show(page([1, 3]), 'newest');
    window.upsert([
      makeMessage(2),
      makeMessage(3, { body: 'edited', changedAt: '2026-01-02T00:00:00.000Z' }),
    ]);
    window.upsert([makeMessage(3), makeMessage(1)]);
    expect(bodies(window)).toEqual(['1', '2', 'edited']);
  });

  it('keeps what lies beyond a gap out of sight until the gap is closed', () => {
    const window = createMessageWindow();
    window.show(page([90, 91], { hasOlder: true }), 'newest');
    window.show(page([10, 11, 12], { hasOlder: true, hasNewer: true }), 'around');
    window.upsert([makeMessage(92)]);
    expect(bodies(window)).toEqual(['10', '11', '12']);
    expect([window.hasOlder(), window.hasNewer()]).toEqual([true, true]);

    window.show(page([13, 14], { hasOlder: true, hasNewer: true }), 'newer');
    expect(bodies(window)).toEqual(['10', '11', '12', '13', '14']);
    window.show(page([15, 90, 91]), 'newer');
    expect(bodies(window)).toEqual(['10', '11', '12', '13', '14', '15', '90', '91', '92']);
    window.show(page([1, 2]), 'older');
    expect([window.hasOlder(), window.hasNewer()]).toEqual([false, false]);
  });

  it('joins a page that overlaps with what is shown', () => {
    const window = createMessageWindow();
    window.show(page([5, 6, 7], { hasOlder: true }), 'newest');
    window.show(page([3, 4, 5, 6], { hasOlder: true, hasNewer: true }), 'around');
    expect(bodies(window)).toEqual(['3', '4', '5', '6', '7']);
    expect(window.hasNewer()).toBe(false);
  });

  it('counts what came after a position, shown or not', () => {
    const window = createMessageWindow();
    window.show(page([1, 2], { hasNewer: true }), 'around');
    window.upsert([makeMessage(9)]);
    expect(window.after(makeMessage(1).position).map(({ body }) => body)).toEqual(['2', '9']);
  });

  it('is the same list as long as nothing changes', () => {
    const window = createMessageWindow();
    window.show(page([1]), 'newest');
    expect(window.shown()).toBe(window.shown());
  });
});
