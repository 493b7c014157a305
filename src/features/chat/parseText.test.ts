import { describe, expect, it } from 'vitest';
import { isEmojiOnly, parseText } from './parseText';

const text = (value: string) => ({ kind: 'text', text: value });

describe('parseText', () => {
  it('leaves text as it was typed, markup too', () => {
    const typed = '<b>bold</b>  **stars**\n& two spaces';
    expect(parseText(typed)).toEqual([text(typed)]);
  });

  it('finds links and leaves the sentence around them', () => {
    expect(parseText('見て：https://例え.jp/会議?a=1。次 (see http://a.example/b_(c)).')).toEqual([
      text('見て：'),
      { kind: 'link', text: 'https://例え.jp/会議?a=1', href: 'https://例え.jp/会議?a=1' },
      text('。次 (see '),
      { kind: 'link', text: 'http://a.example/b_(c)', href: 'http://a.example/b_(c)' },
      text(').'),
    ]);
    expect(parseText('write to aoi@example.org')[1]).toEqual({
      kind: 'link',
      text: 'aoi@example.org',
      href: 'mailto:aoi@example.org',
    });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example/x', 'ftp://a.example', 'file:///etc'])(
    'makes no link of %s',
    (typed) => expect(parseText(typed).every(({ kind }) => kind !== 'link')).toBe(true),
  );

  it('takes code out of all other rules', () => {
    expect(parseText('run `npm i http://a.example` now')).toEqual([
      text('run '),
      { kind: 'code', text: 'npm i http://a.example' },
      text(' now'),
    ]);
    expect(parseText('so:\n```ts\nconst a = `b`;\n```\ndone')).toEqual([
      text('so:\n'),
      { kind: 'block', text: 'const a = `b`;\n' },
      text('done'),
    ]);
    expect(parseText('a ` alone, and ``` too')).toEqual([text('a ` alone, and ``` too')]);
  });

  it('marks whom it mentions, the longest name first', () => {
    const names = [
      { name: 'Ben', isSelf: true },
      { name: 'Ben Fischer', isSelf: false },
    ];
    expect(parseText('@Ben Fischer and @Ben: @Cleo', names)).toEqual([
      { kind: 'mention', text: '@Ben Fischer', isSelf: false },
      text(' and '),
      { kind: 'mention', text: '@Ben', isSelf: true },
      text(': @Cleo'),
    ]);
  });
});

describe('isEmojiOnly', () => {
  it.each(['👍', '👩‍💻 🎉', '🇯🇵'])('is true for %s', (body) => expect(isEmojiOnly(body)).toBe(true));
  it.each(['', '1', 'ok 👍', '👍👍👍👍'])('is false for %j', (body) => expect(isEmojiOnly(body)).toBe(false));
});
