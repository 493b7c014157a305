import { describe, expect, it } from 'vitest';
import { matchPeople, mentionAt, mentionedIn } from './mentionAt';

const person = (name: string) => ({ id: name, isGuest: false, name });
const people = ['Ben Fischer', '山田 太郎', 'Aoi Tanaka'].map(person);
const names = (query: string) => matchPeople(people, query).map(({ name }) => name);

describe('mentionAt', () => {
  it.each([
    ['@', 1, ''],
    ['hi @be', 6, 'be'],
    ['田中さん@山', 6, '山'],
    ['@Ben Fi', 7, 'Ben Fi'],
  ])('in %j at %d is %j', (text, cursor, query) => expect(mentionAt(text, cursor)?.query).toBe(query));

  it.each([
    ['me@home', 7],
    ['@be\nnext', 8],
    ['hi @be', 3],
    ['hi', 2],
    ['', 0],
  ])('in %j at %d is none', (text, cursor) => expect(mentionAt(text, cursor)).toBeNull());
});

describe('matchPeople', () => {
  it('finds by the beginning of any word, whatever its case or width', () => {
    expect(names('FIS')).toEqual(['Ben Fischer']);
    expect(names('ｂｅｎ')).toEqual(['Ben Fischer']);
    expect(names('太')).toEqual(['山田 太郎']);
    expect(names('')).toHaveLength(3);
    expect(names('en')).toEqual([]);
    expect(names('Ben Fischer ')).toEqual([]);
  });
});

describe('mentionedIn', () => {
  it('knows full names only, each once', () => {
    expect(mentionedIn('@Ben Fischer @Ben Fischer @Aoi', people)).toEqual(['Ben Fischer']);
  });
});
