import { expect, test } from 'vitest';
import { excerptOf } from './excerptOf';

test.each([
  ['明日の定例会議です', '会議', ['明日の定例', '会議', 'です']],
  ['Budget plan', 'PLAN', ['Budget ', 'plan', '']],
  ['ＡＢＣ会社', 'abc', ['', 'ＡＢＣ', '会社']],
  ['㍿の話', '株式', ['', '㍿', 'の話']],
  ['nothing', 'else', ['nothing', '', '']],
  ['nothing', ' ', ['nothing', '', '']],
])('%s with %s marked', (text, query, [before, match, after]) => {
  expect(excerptOf(text, query)).toEqual({ before, match, after });
});

test('a word far inside is shown with a little of what comes before it', () => {
  const { before, match } = excerptOf(`${'x'.repeat(100)}word`, 'word');
  expect(before).toBe(`…${'x'.repeat(30)}`);
  expect(match).toBe('word');
});
