const ZERO_WIDTH_JOINER = '\u200d';

/**
 * A person's line of text without control characters and invisible format characters (right-to-left
 * override among them), save the joiner that emoji are made of. Apart from `line` so that a page can check
 * a name without loading zod.
 */
export const cleanLine = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => (char === ZERO_WIDTH_JOINER ? char : ''))
    .trim();
