import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { VerifyEmail } from '@/features/auth/VerifyEmail';
import { currentUser } from '@/server/auth/currentUser';
import { AuthPage } from '../../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auth'))('verifyTitle'),
  // The address of this page is a secret: no link or picture on it may pass it on.
  referrer: 'no-referrer',
});

interface TokenPageProps {
  params: Promise<{ token: string }>;
}

export default async function VerifyEmailPage({ params }: TokenPageProps) {
  const { token } = await params;
  // The link proves the address for whoever knows the account's password too, see verifyEmail.
  if (!(await currentUser()))
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/verify-email/${token}`)}`);
  const t = await getTranslations('auth');
  return (
    <AuthPage title={t('verifyTitle')} intro={t('verifyIntro')}>
      <VerifyEmail token={token} />
    </AuthPage>
  );
}
