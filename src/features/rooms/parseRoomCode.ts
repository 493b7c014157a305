const LETTERS = /^([a-z]{3})-?([a-z]{4})-?([a-z]{3})$/;
const LINK = /\/m\/([^/?#\s]+)/i;
/** What keyboards and chat programs make of a hyphen. */
const HYPHENS = /[\u2010-\u2015\u2212\u30fc\ufe63\uff0d]/g;

/** The room's code in what somebody typed or pasted, a code or a whole link in any shape; null where there is none. */
export const parseRoomCode = (typed: string): string | null => {
  const text = typed.normalize('NFKC').trim();
  const candidate = (LINK.exec(text)?.[1] ?? text)
    .replaceAll(HYPHENS, '-')
    .replaceAll(/\s/g, '')
    .toLowerCase();
  const [, first, second, third] = LETTERS.exec(candidate) ?? [];
  return first && second && third ? `${first}-${second}-${third}` : null;
};
