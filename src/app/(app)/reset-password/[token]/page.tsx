import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ResetPasswordForm } from '@/features/auth/ResetPasswordForm';
import { TextLink } from '@/features/auth/TextLink';
import { AuthPage } from '../../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auth'))('resetTitle'),
  // The address of this page is a secret: no link or picture on it may pass it on.
  referrer: 'no-referrer',
});

interface TokenPageProps {
  params: Promise<{ token: string }>;
}

export default async function ResetPasswordPage({ params }: TokenPageProps) {
  const t = await getTranslations('auth');
  return (
    <AuthPage
      title={t('resetTitle')}
      intro={t('resetIntro')}
      footer={<TextLink href="/sign-in">{t('backToSignIn')}</TextLink>}
    >
      <ResetPasswordForm token={(await params).token} />
    </AuthPage>
  );
}
