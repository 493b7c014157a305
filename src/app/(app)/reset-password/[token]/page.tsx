import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuthCard } from '@/features/auth/AuthCard';
import { ResetPasswordForm } from '@/features/auth/ResetPasswordForm';
import { TextLink } from '@/features/auth/TextLink';

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
    <AuthCard
      title={t('resetTitle')}
      intro={t('resetIntro')}
      footer={<TextLink href="/sign-in">{t('backToSignIn')}</TextLink>}
    >
      <ResetPasswordForm token={(await params).token} />
    </AuthCard>
  );
}
