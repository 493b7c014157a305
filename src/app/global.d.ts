import type messages from '../../messages/en.json';
import type { Locale } from '@/shared/auth';

declare module 'next-intl' {
  interface AppConfig {
    Messages: typeof messages;
    Locale: Locale;
  }
}
