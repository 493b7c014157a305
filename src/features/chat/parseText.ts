import { LinkifyIt } from 'linkify-it';

export type TextPart =
  | { kind: 'text' | 'code' | 'block'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'mention'; text: string; isSelf: boolean };

/** A name that a message mentions, and whether it is the reader's own. */
export interface MentionedName {
  name: string;
  isSelf: boolean;
}

const linkify = new LinkifyIt({ maxLength: 2_000 }).add('ftp:', null).add('//', null);
const SAFE = new Set(['http:', 'https:', 'mailto:']);

const CODE = /```(?:[\w+-]*\n)?([\s\S]+?)```|(?<!`)`([^`\n]+)`(?!`)/g;

const isSafe = (href: string) => URL.canParse(href) && SAFE.has(new URL(href).protocol);

const withLinks = (text: string): TextPart[] => {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of linkify.match(text) ?? []) {
    if (!isSafe(match.url)) continue;
    parts.push({ kind: 'text', text: text.slice(end, match.index) });
    parts.push({ kind: 'link', text: match.raw, href: match.url });
    end = match.lastIndex;
  }
  return [...parts, { kind: 'text', text: text.slice(end) }];
};

/** Longer names first: "@Ben Fischer" is not "@Ben" and a word. */
const withMentions = (text: string, names: readonly MentionedName[]): TextPart[] => {
  const [first, ...others] = names;
  if (!first) return withLinks(text);
  const parts: TextPart[] = [];
  for (const [index, piece] of text.split(`@${first.name}`).entries()) {
    if (index > 0) parts.push({ kind: 'mention', text: `@${first.name}`, isSelf: first.isSelf });
    parts.push(...withMentions(piece, others));
  }
  return parts;
};

/** What somebody typed, in parts: code, links, mentions, and text that is nothing but text. */
export const parseText = (body: string, mentioned: readonly MentionedName[] = []): TextPart[] => {
  const names = mentioned.filter(({ name }) => name !== '').toSorted((a, b) => b.name.length - a.name.length);
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of body.matchAll(CODE)) {
    parts.push(...withMentions(body.slice(end, match.index), names));
    const [all, block, code] = match;
    parts.push(block === undefined ? { kind: 'code', text: code ?? '' } : { kind: 'block', text: block });
    end = match.index + all.length;
    // A block stands on lines of its own: the line breaks around it are its edges.
    if (block !== undefined && body[end] === '\n') end += 1;
  }
  parts.push(...withMentions(body.slice(end), names));
  return parts.filter(({ text }) => text !== '');
};

/** Longer than any three emoji: families of four have eleven characters. */
const EMOJI_LENGTH_MAX = 45;
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One to three emoji and nothing else. */
export const isEmojiOnly = (body: string): boolean => {
  if (body.length === 0 || body.length > EMOJI_LENGTH_MAX) return false;
  const signs = Array.from(segmenter.segment(body), ({ segment }) => segment).filter(
    (sign) => sign.trim() !== '',
  );
  return signs.length <= 3 && signs.every((sign) => EMOJI.test(sign));
};
