const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters for a name: 'Ada Lovelace' gives AL, '山田 太郎' gives 山 (the family's name comes first). */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = firstLetter(words[0] ?? '');
  const isAlphabetic = /^\p{Script=Latin}|^\p{Script=Cyrillic}|^\p{Script=Greek}/u.test(first);
  const last = words.length > 1 && isAlphabetic ? firstLetter(words.at(-1) ?? '') : '';
  return (first + last).toUpperCase();
}

function firstLetter(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return '';
}
