import 'server-only';
import { fileTypeFromBuffer } from 'file-type';
import { extensionOf } from '@/shared/fileName';
import { essenceOf } from './fileKindOf';

/** Bytes from a file's beginning that its type is read from. */
export const SNIFFED_BYTES = 65_536;
const UNKNOWN_TYPE = 'application/octet-stream';

/** Text that begins as markup does, or names a scheme of it anywhere near: after a byte order mark and white space. */
const MARKUP = /^\s*<(?:[a-z!?/])/i;
const MARKUP_NAME = /^(?:html?|xhtml|xht|shtml|mhtml?|svgz?|xml|xsl|xslt|rdf|hta|htc)$/;
/** Text that stays what it was declared as, being no more than text to a browser. */
const PLAIN = new Set([
  'text/csv',
  'text/markdown',
  'text/tab-separated-values',
  'text/calendar',
  'text/vcard',
]);
/** Control characters that no text has; the one that colours a terminal's apart. */
const BINARY = /[^\P{Cc}\t\n\v\f\r\u007f-\u009f]/u;

/** The text of a file's beginning, or null where it isn't UTF-8. A character cut at the end is no error. */
const decode = (head: Uint8Array): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return BINARY.test(text.replaceAll('\u001b', '')) ? null : text;
  } catch {
    return null;
  }
};

const markupType = (text: string) => {
  if (/<svg\b/i.test(text)) return 'image/svg+xml';
  return /^\s*<\?xml/i.test(text) && !/<html/i.test(text) ? 'application/xml' : 'text/html';
};

const textType = (text: string, declared: { type: string; name: string }) => {
  const essence = essenceOf(declared.type);
  if (MARKUP.test(text) || MARKUP_NAME.test(extensionOf(declared.name))) return markupType(text);
  return PLAIN.has(essence) ? essence : 'text/plain';
};

/**
 * The media type that a file's first bytes show. Of what it was declared as only kinds of harmless text are
 * believed; what can't be told is `application/octet-stream`.
 */
export const sniff = async (head: Uint8Array, declared: { type: string; name: string }): Promise<string> => {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found && !found.mime.endsWith('xml')) return essenceOf(found.mime);
  const text = decode(head);
  if (text !== null) return textType(text, declared);
  return found ? essenceOf(found.mime) : UNKNOWN_TYPE;
};
