import 'server-only';
import { extensionOf } from '@/shared/fileName';
import type { FileKind } from '@/shared/storage';

/** A media type without its parameters, in lower case. */
export const essenceOf = (type: string) => (type.split(';')[0] ?? '').trim().toLowerCase();

/** What a browser would run, or might: kept, but never shown by us (HTML, SVG and other XML, scripts, styles). */
export const isActive = (type: string) =>
  /^(?:text|application)\/(?:.*(?:html|xml|script|css)|ecmascript)|\+xml$/.test(essenceOf(type)) &&
  !essenceOf(type).startsWith('application/vnd.');

const DOCUMENT_TYPE =
  /^application\/(?:pdf|rtf|json|msword|epub\+zip|x-cfb|vnd\.(?:ms-|openxmlformats-|oasis\.opendocument\.|apple\.|visio).*)$/;
const ARCHIVE_TYPE =
  /^application\/(?:zip|gzip|zstd|vnd\.rar|x-(?:7z-compressed|rar-compressed|tar|gtar|bzip2|xz|lzip|lzh-compressed|compress|zip-compressed|compressed|zstd))$/;

const EXTENSIONS: readonly [FileKind, RegExp][] = [
  ['image', /^(?:png|jpe?g|gif|webp|avif|heic|heif|bmp|tiff?)$/],
  ['video', /^(?:mp4|m4v|mov|webm|mkv|avi|ogv)$/],
  ['audio', /^(?:mp3|m4a|aac|wav|ogg|oga|opus|flac)$/],
  [
    'document',
    /^(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|epub|pages|numbers|key|txt|md|csv|tsv|json|log|svg|html?|xml)$/,
  ],
  ['archive', /^(?:zip|7z|rar|tar|gz|tgz|bz2|xz|zst|lzh)$/],
];

const kindOfName = (name: string): FileKind =>
  EXTENSIONS.find(([, pattern]) => pattern.test(extensionOf(name)))?.[0] ?? 'other';

/** What sort of thing a file is, by its media type, and by its name where that says nothing. */
export const fileKindOf = (type: string, name: string): FileKind => {
  const essence = essenceOf(type);
  if (essence === '' || essence === 'application/octet-stream') return kindOfName(name);
  if (isActive(essence) || essence.startsWith('text/') || DOCUMENT_TYPE.test(essence)) return 'document';
  if (ARCHIVE_TYPE.test(essence)) return 'archive';
  const [family] = essence.split('/');
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'other';
};
