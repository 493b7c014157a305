import { expect, test } from 'vitest';
import { attendeesOf, type Stay, timeInMeeting } from './attendance';

const MINUTE = 60_000;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 9) + minute * MINUTE).toISOString();
let count = 0;
const stay = (name: string, id: string, from: number, to: number | null): Stay => ({
  id: `stay-${(count += 1)}`,
  userId: id.startsWith('guest') ? null : id,
  guestId: id.startsWith('guest') ? id : null,
  name,
  joinedAt: at(from),
  leftAt: to === null ? null : at(to),
});
const minutes = (stays: Stay[]) => attendeesOf(stays).map((attendee) => timeInMeeting(attendee) / MINUTE);

test('who leaves and comes back is one person with two stays', () => {
  const [ada, ...others] = attendeesOf([stay('Ada', 'a', 20, 30), stay('Ada', 'a', 0, 10)]);
  expect(others).toEqual([]);
  expect(ada?.stays.map(({ joinedAt }) => joinedAt)).toEqual([at(0), at(20)]);
});

test('two devices of one person count the time once', () => {
  expect(minutes([stay('Ada', 'a', 0, 30), stay('Ada', 'a', 10, 20), stay('Ada', 'a', 25, 40)])).toEqual([
    40,
  ]);
});

test('two people of one name stay two', () => {
  expect(minutes([stay('Sato', 'a', 0, 30), stay('Sato', 'b', 0, 10)])).toEqual([30, 10]);
});

test('two guests of one name stay two, and one who comes back is one', () => {
  expect(
    minutes([stay('Kim', 'guest-1', 0, 30), stay('Kim', 'guest-2', 35, 45), stay('Kim', 'guest-1', 40, 50)]),
  ).toEqual([40, 10]);
});

test('a guest is not the member of the same name', () => {
  expect(
    attendeesOf([stay('Ada', 'a', 0, 5), stay('Ada', 'guest-1', 6, 9)]).map(({ isGuest }) => isGuest),
  ).toEqual([false, true]);
});

test('the time of who is still there has no end yet', () => {
  expect(minutes([stay('Ada', 'a', 0, 10), stay('Ada', 'a', 45, null)])).toEqual([Infinity]);
});
