import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { Hydrate, load, trpc } from '@/api/server';
import { DevicesCard } from '@/features/auth/DevicesCard';
import { ProfileCard } from '@/features/auth/ProfileCard';
import { ScopedSessionCard } from '@/features/auth/ScopedSessionCard';
import { SignInMethodsCard } from '@/features/auth/SignInMethodsCard';
import { TenantsCard } from '@/features/auth/TenantsCard';
import { TwoStepCards } from '@/features/auth/TwoStepCards';
import { AvatarCard } from '@/features/storage/AvatarCard';
import { currentUser, isOperatorHere } from '@/server/auth/currentUser';
import { oauthButtons } from '@/server/auth/providers';
import { env } from '@/server/env';
import { Card } from '@/ui/Card';
import { LinkButton } from '@/ui/LinkButton';
import { LANGUAGE_NAMES } from '../../languageNames';
import { AppHeader } from '../AppHeader';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('account'))('title'),
});

export default async function AccountPage() {
  const user = await currentUser();
  if (!user) redirect('/sign-in?callbackUrl=/account');
  await Promise.all([
    load(trpc.auth.me.queryOptions()),
    ...(user.isScoped
      ? []
      : [
          load(trpc.auth.sessions.queryOptions()),
          load(trpc.auth.twoStep.get.queryOptions()),
          load(trpc.auth.passkeys.list.queryOptions()),
        ]),
  ]);
  const t = await getTranslations('account');
  const providerNames = Object.fromEntries(oauthButtons().map(({ id, name }) => [id, name]));
  const [tenant] = user.tenants;
  return (
    <Hydrate>
      {tenant && <AppHeader user={user} tenant={tenant} />}
      <main id="content" tabIndex={-1} className="page py-8 outline-none sm:py-12">
        <div className="mx-auto flex max-w-3xl flex-col gap-6">
          <h1 className="text-2xl font-semibold">{t('title')}</h1>
          <TenantsCard />
          <ProfileCard languageNames={LANGUAGE_NAMES} />
          <AvatarCard />
          {user.isScoped ? (
            <ScopedSessionCard accountUrl={`${env().WEBMTG_URL}/account`} />
          ) : (
            <>
              <SignInMethodsCard providerNames={providerNames} />
              <TwoStepCards />
              <DevicesCard />
            </>
          )}
          {(await isOperatorHere()) && (
            <Card title={t('operator')} description={t('operatorText')}>
              <LinkButton href="/operator">{t('operatorLink')}</LinkButton>
            </Card>
          )}
        </div>
      </main>
    </Hydrate>
  );
}
