import { cleanLine } from './cleanLine.ts';
import { FILE_NAME_MAX } from './storage.ts';

const EXTENSION_MAX = 20;

/** The part of a name after its last dot, in lower case; empty where it has none. */
export const extensionOf = (name: string): string =>
  /[^.]\.([^.\s]{1,20})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** At most `max` UTF-16 units, with no character cut in two. */
const shortened = (text: string, max: number): string =>
  text.length <= max ? text : text.slice(0, max).replace(/[\ud800-\udbff]$/, '');

/**
 * A file's name as it may be shown and saved: one line, in no folder, and never empty. One that is too long loses
 * the end of its stem, not its extension.
 */
export const cleanFileName = (name: string): string => {
  const clean = cleanLine(name.toWellFormed()).replaceAll(/[/\\]/g, '_');
  if (/^[.\s_]*$/.test(clean)) return 'file';
  if (clean.length <= FILE_NAME_MAX) return clean;
  const extension = extensionOf(clean).slice(0, EXTENSION_MAX);
  if (!extension) return shortened(clean, FILE_NAME_MAX);
  const stem = clean.slice(0, clean.lastIndexOf('.'));
  return `${shortened(stem, FILE_NAME_MAX - extension.length - 1).trimEnd()}.${extension}`;
};
