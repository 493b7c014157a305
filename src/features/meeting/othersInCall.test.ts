import { expect, test } from 'vitest';
import { othersInCall } from './othersInCall';

test('lists each of the others once, whatever the number of their tabs', () => {
  const people = [
    { identity: 'user:me:tab1', name: 'Me' },
    { identity: 'user:me:tab2', name: 'Me' },
    { identity: 'guest:g:tab1', name: 'Yuki' },
    { identity: 'user:b:tab1', name: 'Ben' },
    { identity: 'user:b:tab2', name: 'Ben' },
  ];
  expect(othersInCall(people, 'me')).toEqual([
    { id: 'b', isGuest: false, name: 'Ben' },
    { id: 'g', isGuest: true, name: 'Yuki' },
  ]);
});
