import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForgotPasswordForm } from '@/features/auth/ForgotPasswordForm';
import { TextLink } from '@/features/auth/TextLink';
import { AuthPage } from '../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auth'))('forgotTitle'),
});

export default async function ForgotPasswordPage() {
  const t = await getTranslations('auth');
  return (
    <AuthPage
      title={t('forgotTitle')}
      intro={t('forgotIntro')}
      footer={<TextLink href="/sign-in">{t('backToSignIn')}</TextLink>}
    >
      <ForgotPasswordForm />
    </AuthPage>
  );
}
