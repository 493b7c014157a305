import 'server-only';
import { essenceOf } from './fileKindOf';

/** What a browser shows by itself without running any of it. Everything else is saved. */
const INLINE = /^(?:image\/(?:png|jpeg|gif|webp|avif)|video\/[\w.+-]+|audio\/[\w.+-]+|application\/pdf)$/;

/** The type to serve a file as: of text only that it is text, and nothing that a browser might take for code. */
const servedType = (type: string): string => {
  const essence = essenceOf(type);
  if (INLINE.test(essence)) return essence;
  return essence.startsWith('text/') && !/html|xml|script|css/.test(essence)
    ? 'text/plain; charset=utf-8'
    : 'application/octet-stream';
};

const isShown = (type: string) => type.startsWith('text/plain') || INLINE.test(type);

/** A name in a header: in ASCII for whoever knows no more (RFC 6266), and whole (RFC 8187). */
const named = (name: string) => {
  const ascii =
    name
      .normalize('NFKD')
      .replaceAll(/[^ -~]/g, '')
      .replaceAll(/["\\%]/g, '_')
      .trim() || 'file';
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${whole}`;
};

/**
 * What a file is served as and what may be done with it. A sandbox has no origin, no scripts and no forms; only
 * Chromium's PDF viewer does not start in one.
 */
export const contentHeaders = ({ type, name }: { type: string; name: string }, isSaved: boolean) => {
  const served = servedType(type);
  const disposition = isShown(served) && !isSaved ? 'inline' : 'attachment';
  const policy =
    served === 'application/pdf'
      ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
      : "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
  return {
    'content-type': served,
    'content-disposition': `${disposition}; ${named(name)}`,
    'content-security-policy': policy,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  };
};
