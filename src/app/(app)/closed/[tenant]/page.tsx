import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { Hydrate, load, trpc } from '@/api/server';
import { ProviderButton, providerHref } from '@/features/auth/ProviderButton';
import { SecondStepNow } from '@/features/auth/SecondStepNow';
import { callbackPath } from '@/server/auth/callbackPath';
import { currentUser } from '@/server/auth/currentUser';
import { findProviderOf } from '@/server/auth/findProvider';
import { gateVerdict } from '@/server/auth/gateVerdict';
import { currentOrigin, proveHere } from '@/server/currentHost';
import { env } from '@/server/env';
import { LinkButton } from '@/ui/LinkButton';
import { AccountHeader } from '../../AccountHeader';
import { TenantClosed } from '../../TenantClosed';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('closed'))('title'),
});

export default async function ClosedPage({ params, searchParams }: PageProps<'/closed/[tenant]'>) {
  const { tenant: slug } = await params;
  await proveHere(slug);
  const { callbackUrl } = await searchParams;
  const path = callbackUrl === undefined ? `/t/${slug}` : callbackPath(callbackUrl, await currentOrigin());
  const user = await currentUser();
  if (!user) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  const { name } = user.tenants.find((one) => one.slug === slug) ?? notFound();
  return (
    <>
      <AccountHeader user={user} />
      <main id="content" tabIndex={-1} className="page py-12 outline-none sm:py-20">
        <Reason slug={slug} name={name} path={path} isScoped={user.isScoped} />
      </main>
    </>
  );
}

interface ReasonProps {
  slug: string;
  name: string;
  path: string;
  isScoped: boolean;
}

async function Reason({ slug, name, path, isScoped }: ReasonProps) {
  const t = await getTranslations('closed');
  const toAccount = <LinkButton href="/account">{t('account')}</LinkButton>;
  switch (await gateVerdict(slug)) {
    case null:
      return redirect(path);
    case 'NOT_FOUND':
      return notFound();
    case 'TENANT_SUSPENDED':
      return (
        <TenantClosed reason="suspended" title={t('suspended.title', { name })} text={t('suspended.text')}>
          {toAccount}
        </TenantClosed>
      );
    case 'PROVIDER_REQUIRED':
      return (
        <TenantClosed reason="provider" title={t('provider.title', { name })} text={t('provider.text')}>
          <ProviderWay slug={slug} path={path} />
          {toAccount}
        </TenantClosed>
      );
    case 'TWO_STEPS_REQUIRED':
      // Nobody sets up a second step under a tenant's host: it belongs to the account, not to the tenant.
      if (isScoped)
        return (
          <TenantClosed reason="twoSteps" title={t('twoSteps.title', { name })} text={t('twoSteps.text')}>
            <LinkButton href={`${env().WEBMTG_URL}/account`}>{t('account')}</LinkButton>
          </TenantClosed>
        );
      await load(trpc.auth.twoStep.get.queryOptions());
      return (
        <TenantClosed reason="twoSteps" title={t('twoSteps.title', { name })} text={t('twoSteps.text')}>
          <Hydrate>
            <SecondStepNow path={path} />
          </Hydrate>
        </TenantClosed>
      );
  }
}

async function ProviderWay({ slug, path }: { slug: string; path: string }) {
  const door = await findProviderOf(slug, await currentOrigin());
  return door && <ProviderButton door={door} href={providerHref({ door, callbackPath: path, email: '' })} />;
}
