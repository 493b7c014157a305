import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { OAuthButtons } from '@/features/auth/OAuthButtons';
import { SignInForm } from '@/features/auth/SignInForm';
import { callbackPath } from '@/server/auth/callbackPath';
import { currentUser } from '@/server/auth/currentUser';
import { findProviderOf } from '@/server/auth/findProvider';
import { findTenantDoor } from '@/server/auth/findTenantDoor';
import { oauthButtons } from '@/server/auth/providers';
import { currentHost, currentOrigin, proveHere } from '@/server/currentHost';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { Banner } from '@/ui/Banner';
import { AuthPage } from '../../../../AuthPage';
import { TenantColours } from '../../../../TenantColours';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auth'))('signInTitle'),
});

/** An organisation's own way in, with its logo and its colour. */
export default async function TenantSignInPage({ params, searchParams }: PageProps<'/t/[tenant]/sign-in'>) {
  const { tenant: slug } = await params;
  await proveHere(slug);
  const { callbackUrl, error } = await searchParams;
  const [origin, host] = [await currentOrigin(), await currentHost()];
  const path = callbackUrl === undefined ? `/t/${slug}` : callbackPath(callbackUrl, origin);
  const [door, user, provider] = await Promise.all([
    findTenantDoor(slug),
    currentUser(),
    findProviderOf(slug, origin),
  ]);
  if (!door) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  // Somebody with another session may come back from the provider without one: why is said here.
  if (user && error === undefined) redirect(path);
  const t = await getTranslations('tenant');
  return (
    <>
      <TenantColours colour={door.colour} />
      <AuthPage
        title={t('signInTitle', { tenant: door.name })}
        brand={
          <Avatar
            name={door.name}
            id={door.slug}
            src={pictureUrl(door.logoId)}
            size="lg"
            shape="square"
            className="mb-4"
          />
        }
      >
        {door.suspendedAt !== null && <Banner tone="warn">{t('suspendedText')}</Banner>}
        <OAuthButtons providers={host ? [] : oauthButtons()} callbackPath={path} />
        <SignInForm
          callbackPath={path}
          initialError={typeof error === 'string' ? error : undefined}
          door={provider}
          hasPasskeys={!host}
        />
      </AuthPage>
    </>
  );
}
