import { rememberChoice } from './rememberChoice';

/** Remembers a language and loads the page anew in it. */
export function setLanguage(locale: string): void {
  rememberChoice('webmtg.locale', locale);
  location.reload();
}
