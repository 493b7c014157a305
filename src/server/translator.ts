import 'server-only';
import { createTranslator } from 'next-intl';
import type { Locale } from '@/shared/auth';
import en from '../../messages/en.json';
import ja from '../../messages/ja.json';

const MESSAGES: Record<Locale, typeof en> = { en, ja };

/** The words of one namespace in a person's language, for what is written outside a request of theirs. */
export const translator = <Namespace extends keyof typeof en>(locale: Locale, namespace: Namespace) =>
  createTranslator({ locale, messages: MESSAGES[locale], namespace });
