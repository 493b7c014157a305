import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { Hydrate, load, trpc } from '@/api/server';
import { DevicesCard } from '@/features/auth/DevicesCard';
import { ProfileCard } from '@/features/auth/ProfileCard';
import { SignInMethodsCard } from '@/features/auth/SignInMethodsCard';
import { TenantsCard } from '@/features/auth/TenantsCard';
import { currentUser } from '@/server/auth/currentUser';
import { oauthButtons } from '@/server/auth/providers';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('account'))('title'),
});

export default async function AccountPage() {
  if (!(await currentUser())) redirect('/sign-in?callbackUrl=/account');
  await Promise.all([load(trpc.auth.me.queryOptions()), load(trpc.auth.sessions.queryOptions())]);
  const t = await getTranslations('account');
  const providerNames = Object.fromEntries(oauthButtons().map(({ id, name }) => [id, name]));
  return (
    <Hydrate>
      <main className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-8 sm:px-6">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <TenantsCard />
        <ProfileCard />
        <SignInMethodsCard providerNames={providerNames} />
        <DevicesCard />
      </main>
    </Hydrate>
  );
}
