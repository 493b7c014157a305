import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { OAuthButtons } from '@/features/auth/OAuthButtons';
import { SignInForm } from '@/features/auth/SignInForm';
import { TextLink } from '@/features/auth/TextLink';
import { callbackPath } from '@/server/auth/callbackPath';
import { currentUser } from '@/server/auth/currentUser';
import { oauthButtons } from '@/server/auth/providers';
import { currentHost, currentOrigin } from '@/server/currentHost';
import { AuthPage } from '../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auth'))('signInTitle'),
});

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const path = callbackPath(callbackUrl, await currentOrigin());
  const host = await currentHost();
  if (host) {
    const query = new URLSearchParams({ callbackUrl: path, ...(typeof error === 'string' ? { error } : {}) });
    redirect(`/t/${host.slug}/sign-in?${query}`);
  }
  if (await currentUser()) redirect(path);
  const t = await getTranslations('auth');
  const registerHref = `/register?callbackUrl=${encodeURIComponent(path)}`;
  return (
    <AuthPage
      title={t('signInTitle')}
      intro={t('signInIntro')}
      footer={
        <>
          {t('noAccount')} <TextLink href={registerHref}>{t('createAccount')}</TextLink>
        </>
      }
    >
      <OAuthButtons providers={oauthButtons()} callbackPath={path} />
      <SignInForm callbackPath={path} initialError={typeof error === 'string' ? error : undefined} />
    </AuthPage>
  );
}
