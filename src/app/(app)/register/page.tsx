import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { OAuthButtons } from '@/features/auth/OAuthButtons';
import { RegisterForm } from '@/features/auth/RegisterForm';
import { TextLink } from '@/features/auth/TextLink';
import { callbackPath } from '@/server/auth/callbackPath';
import { currentUser } from '@/server/auth/currentUser';
import { oauthButtons } from '@/server/auth/providers';
import { AuthPage } from '../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auth'))('registerTitle'),
});

interface RegisterPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export default async function RegisterPage({ searchParams }: RegisterPageProps) {
  const path = callbackPath((await searchParams).callbackUrl);
  if (await currentUser()) redirect(path);
  const t = await getTranslations('auth');
  const signInHref = `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
  return (
    <AuthPage
      title={t('registerTitle')}
      intro={t('registerIntro')}
      footer={
        <>
          {t('hasAccount')} <TextLink href={signInHref}>{t('signIn')}</TextLink>
        </>
      }
    >
      <OAuthButtons providers={oauthButtons()} callbackPath={path} />
      <RegisterForm callbackPath={path} />
    </AuthPage>
  );
}
