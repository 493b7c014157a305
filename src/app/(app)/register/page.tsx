import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { OAuthButtons } from '@/features/auth/OAuthButtons';
import { RegisterForm } from '@/features/auth/RegisterForm';
import { RegisterInvitedForm } from '@/features/auth/RegisterInvitedForm';
import { TextLink } from '@/features/auth/TextLink';
import { findInvitation } from '@/server/auth/acceptInvitation';
import { callbackPath } from '@/server/auth/callbackPath';
import { currentUser } from '@/server/auth/currentUser';
import { oauthButtons } from '@/server/auth/providers';
import { currentHost, currentOrigin } from '@/server/currentHost';
import { AuthPage } from '../AuthPage';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auth'))('registerTitle'),
});

/** Whoever comes from an invitation goes back to it, and needs no organisation of their own. */
const INVITATION = /^\/invite\/([A-Za-z0-9_-]{43})$/;

interface RegisterPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export default async function RegisterPage({ searchParams }: RegisterPageProps) {
  const path = callbackPath((await searchParams).callbackUrl, await currentOrigin());
  if (await currentUser()) redirect(path);
  const host = await currentHost();
  const signInHref = `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
  const t = await getTranslations('auth');
  const token = INVITATION.exec(path)?.[1];
  const invitation =
    token === undefined ? null : await findInvitation({ hostTenantId: host?.id ?? null }, token);
  // Under a tenant's host people register to come into it, and make no organisation of their own.
  if (host && !invitation) redirect(signInHref);
  const tMembers = await getTranslations('members');
  return (
    <AuthPage
      title={t('registerTitle')}
      intro={invitation ? tMembers('registerIntro', { tenant: invitation.tenant.name }) : t('registerIntro')}
      footer={
        <>
          {t('hasAccount')} <TextLink href={signInHref}>{t('signIn')}</TextLink>
        </>
      }
    >
      <OAuthButtons providers={host ? [] : oauthButtons()} callbackPath={path} />
      {invitation && token !== undefined ? (
        <RegisterInvitedForm token={token} email={invitation.email} callbackPath={path} />
      ) : (
        <RegisterForm callbackPath={path} />
      )}
    </AuthPage>
  );
}
