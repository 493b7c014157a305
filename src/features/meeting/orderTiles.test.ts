import { describe, expect, it } from 'vitest';
import { type Orderable, orderTiles } from './orderTiles';

const person = (identity: string, fields: Partial<Orderable> = {}): Orderable => ({
  identity,
  isLocal: identity === 'me',
  isSpeaking: false,
  lastSpokeAt: 0,
  joinedAt: identity.charCodeAt(0),
  ...fields,
});

const six = ['a', 'b', 'c', 'd', 'e', 'me'].map((identity) => person(identity));

describe('orderTiles', () => {
  it('takes people as they came, oneself last of the first page', () => {
    expect(orderTiles([], six, 4)).toEqual(['a', 'b', 'c', 'me', 'd', 'e']);
    expect(orderTiles([], six, 9)).toEqual(['a', 'b', 'c', 'd', 'e', 'me']);
  });

  it('leaves everybody where they are while one on the first page speaks', () => {
    const speaking = six.map((one) => (one.identity === 'b' ? person('b', { isSpeaking: true }) : one));
    expect(orderTiles(['a', 'b', 'c', 'me', 'd', 'e'], speaking, 4)).toEqual(['a', 'b', 'c', 'me', 'd', 'e']);
  });

  it('brings a speaker from a later page to the place of who spoke least lately', () => {
    const heard = six.map((one) => ({
      ...one,
      lastSpokeAt: { a: 30, b: 10, c: 20 }[one.identity] ?? 0,
      isSpeaking: one.identity === 'e',
    }));
    const order = orderTiles(['a', 'b', 'c', 'me', 'd', 'e'], heard, 4);
    expect(order).toEqual(['a', 'e', 'c', 'me', 'd', 'b']);
    expect(orderTiles(order, heard, 4)).toEqual(order);
  });

  it('does not push out who speaks', () => {
    const all = six.map((one) => ({ ...one, isSpeaking: true }));
    expect(orderTiles(['a', 'b', 'c', 'me', 'd', 'e'], all, 4)).toEqual(['a', 'b', 'c', 'me', 'd', 'e']);
  });

  it('closes the gap of who left and puts who comes at the end', () => {
    const people = [person('a'), person('c'), person('z'), person('me')];
    expect(orderTiles(['a', 'b', 'c', 'me'], people, 9)).toEqual(['a', 'c', 'z', 'me']);
  });

  it('lists nobody twice and forgets nobody, whatever the page holds', () => {
    for (let pageSize = 1; pageSize <= 8; pageSize += 1) {
      const speaking = six.map((one, index) => ({ ...one, isSpeaking: index % 2 === 0 }));
      const order = orderTiles(orderTiles([], six, pageSize), speaking, pageSize);
      expect(order.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'me']);
    }
  });
});
