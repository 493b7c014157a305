import { expect, test } from 'vitest';
import { median } from '../bench/lib/median.ts';
import { percentile } from '../bench/lib/percentile.ts';
import { Ledger } from '../bench/streams/Ledger.ts';
import { readEvents } from '../bench/streams/readEvents.ts';

test('a percentile is the value that so many are at or below', () => {
  const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
  expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
  expect(percentile([7], 0.99)).toBe(7);
  expect([median([3, 1, 2]), median([4, 1])]).toEqual([2, 2.5]);
  expect(() => percentile([], 0.5)).toThrow('Nothing was measured');
});

test('the ledger counts what is missing, what came twice and what only came again', () => {
  const ledger = new Ledger();
  const [first, second, elsewhere] = ['a', 'a', 'b'].map((room) => ledger.join(room));
  ledger.send('hello', 'a', 100);
  ledger.send('refused', 'a', 100);
  ledger.refuse('refused');
  expect(ledger.count()).toEqual({ due: 2, missing: 2 });
  first?.('hello', 1, 130);
  expect(ledger.count()).toEqual({ due: 2, missing: 1 });
  second?.('hello', 1, 150);
  expect(ledger.count()).toEqual({ due: 2, missing: 0 });
  expect(ledger.delays).toEqual([30, 50]);
  first?.('hello', 2, 160);
  expect([ledger.doubled, ledger.repeated]).toEqual([0, 1]);
  first?.('hello', 2, 161);
  expect([ledger.doubled, ledger.repeated]).toEqual([1, 1]);
  elsewhere?.('hello', 1, 162);
  expect([ledger.doubled, ledger.delays.length]).toEqual([2, 2]);
});

test('events are read from whatever pieces a stream comes in', () => {
  const text =
    'event: connected\ndata: {}\n\ndata: {"type":"open"}\nid: 12\n\nevent: ping\ndata: \n\ndata: x\nid: \n\n';
  const read = (size: number) => {
    const events: unknown[] = [];
    const take = readEvents((event) => events.push(event));
    for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size));
    return events;
  };
  expect(read(1)).toEqual([
    { type: 'connected', data: '{}', id: undefined },
    { type: 'message', data: '{"type":"open"}', id: '12' },
    { type: 'ping', data: '', id: undefined },
    { type: 'message', data: 'x', id: '' },
  ]);
  expect(read(7)).toEqual(read(1));
  expect(read(text.length)).toEqual(read(1));
});
