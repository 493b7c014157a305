import { getLocale, getTranslations } from 'next-intl/server';
import { AuthCard, type AuthCardProps } from '@/features/auth/AuthCard';
import { LanguageSwitch } from '@/ui/LanguageSwitch';
import { LANGUAGE_NAMES } from '../languageNames';

/** A page around one form, for people who aren't in yet. */
export async function AuthPage(props: Omit<AuthCardProps, 'controls'>) {
  const t = await getTranslations('shell');
  return (
    <AuthCard
      {...props}
      controls={
        <LanguageSwitch label={t('language')} languages={LANGUAGE_NAMES} current={await getLocale()} />
      }
    />
  );
}
