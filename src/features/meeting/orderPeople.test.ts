import { expect, test } from 'vitest';
import { orderPeople } from './orderPeople';

const person = (name: string, handAt = 0, isLocal = false) => ({ identity: name, name, isLocal, handAt });

test('hands come first, the earliest before the others, then oneself, then names', () => {
  const people = [person('Chie'), person('Aoi', 20), person('Me', 0, true), person('Ben', 10), person('Dan')];
  expect(orderPeople(people).map(({ name }) => name)).toEqual(['Ben', 'Aoi', 'Me', 'Chie', 'Dan']);
});

test('one’s own hand waits its turn', () => {
  const people = [person('Me', 30, true), person('Ben', 10)];
  expect(orderPeople(people).map(({ name }) => name)).toEqual(['Ben', 'Me']);
});
