import { rememberChoice } from './rememberChoice';

export type Theme = 'system' | 'light' | 'dark';

export const isTheme = (value: unknown): value is Theme =>
  value === 'system' || value === 'light' || value === 'dark';

/** Turns the page to a theme, at once and for the visits to come. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  rememberChoice('webmtg.theme', theme === 'system' ? null : theme);
}
