import type { Locale } from '@/shared/auth';

/** Each language under its own name, for those who read no other. */
export const LANGUAGE_NAMES: Record<Locale, string> = { en: 'English', ja: '日本語' };
