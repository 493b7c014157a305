import { expect, test } from 'vitest';
import { messageArguments } from './messageArguments.ts';

test.each([
  ['Nothing to fill in', []],
  ['{name} joined at {time, time, short}', ['name', 'time']],
  ['{count, plural, =0 {nobody} one {# person in {room}} other {# people in {room}}}', ['count', 'room']],
  ['<b>{name}</b> left<br/>', ['<b>', '<br>', 'name']],
  ["It''s written '{name}' in braces", []],
])('%s', (message, expected) => {
  expect(messageArguments(message)).toEqual(expected);
});

test('a different plural form is no difference, another argument is', () => {
  const english = messageArguments('{count, plural, one {# room} other {# rooms}}');
  expect(messageArguments('{count}室')).toEqual(english);
  expect(messageArguments('{number}室')).not.toEqual(english);
});

test.each(['{name', 'name}', '{count, plural, other {#}'])('refuses the unbalanced %s', (message) => {
  expect(() => messageArguments(message)).toThrow('brace');
});
