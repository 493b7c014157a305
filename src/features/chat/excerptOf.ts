/** Characters of a hit that are shown before the word. */
const BEFORE = 30;

/** Where each character of the folded text comes from: folding can make more characters, or fewer. */
const fold = (text: string) => {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const sign of text) {
    const piece = sign.normalize('NFKC').toLowerCase();
    for (let index = 0; index < piece.length; index += 1) {
      starts.push(at);
      ends.push(at + sign.length);
    }
    folded += piece;
    at += sign.length;
  }
  return { folded, starts, ends };
};

/** A text around the first place where it holds a word, whatever its case or width, as the search has it. */
export const excerptOf = (text: string, query: string) => {
  const { folded, starts, ends } = fold(text);
  const wanted = query.trim().normalize('NFKC').toLowerCase();
  const found = wanted === '' ? -1 : folded.indexOf(wanted);
  if (found === -1) return { before: text, match: '', after: '' };
  const start = starts[found] ?? 0;
  const end = ends[found + wanted.length - 1] ?? text.length;
  const from = start > BEFORE + 5 ? start - BEFORE : 0;
  return {
    before: (from > 0 ? '…' : '') + text.slice(from, start),
    match: text.slice(start, end),
    after: text.slice(end),
  };
};
