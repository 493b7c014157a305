import { LOCALES, type Locale } from '@/shared/auth';

/** The language of this browser's pages, found out without the server: the one chosen, else the browser's own. */
export const languageOfBrowser = (): Locale => {
  if (typeof document === 'undefined') return 'en';
  const chosen = /(?:^|; )webmtg\.locale=(\w+)/.exec(document.cookie)?.[1];
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.split('-')[0])];
  return (
    LOCALES.find((locale) => locale === wanted.find((one) => LOCALES.some((known) => known === one))) ?? 'en'
  );
};
