import type { Locale } from '@/shared/auth';

// Types alone from shared/: what an error boundary imports is on every page, and zod would come along.
const KNOWN: Record<Locale, true> = { en: true, ja: true };
const isKnown = (tag: string | undefined): tag is Locale => tag !== undefined && tag in KNOWN;

/** The language of this browser's pages, found out without the server: the one chosen, else the browser's own. */
export const languageOfBrowser = (): Locale => {
  if (typeof document === 'undefined') return 'en';
  const chosen = /(?:^|; )webmtg\.locale=(\w+)/.exec(document.cookie)?.[1];
  return [chosen, ...navigator.languages.map((tag) => tag.split('-')[0])].find(isKnown) ?? 'en';
};
