import 'server-only';
import { cookies, headers } from 'next/headers';
import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { type Locale, LOCALES } from '@/shared/auth';

/** Set in the browser by the language switch; not a secret, so without prefix and readable there. */
const LOCALE_COOKIE = 'webmtg.locale';

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4). */
export const negotiateLocale = (header: string | null): Locale => {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return {
        language: tag.split('-')[0]?.toLowerCase(),
        weight: quality ? Number(quality.trim().slice(2)) : 1,
      };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { language } of wanted) if (hasLocale(LOCALES, language)) return language;
  return 'en';
};

/** The language of this request: what the person chose, else what their browser asks for. */
export const requestLocale = async (): Promise<Locale> => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  return hasLocale(LOCALES, chosen) ? chosen : negotiateLocale((await headers()).get('accept-language'));
};

const importMessages = {
  en: async () => (await import('../../messages/en.json')).default,
  ja: async () => (await import('../../messages/ja.json')).default,
};

export default getRequestConfig(async ({ locale: asked }) => {
  const locale = asked ?? (await requestLocale());
  return { locale, messages: await importMessages[locale](), timeZone: 'UTC' };
});
