import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Hydrate, load, trpc } from '@/api/server';
import { DomainsCard } from '@/features/auth/DomainsCard';
import { ProviderCard } from '@/features/auth/ProviderCard';
import { ProviderSwitchCard } from '@/features/auth/ProviderSwitchCard';
import { canInTenant } from '@/shared/permissions';
import { requireViewer } from '../../requireViewer';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('provider'))('pageTitle'),
});

/** An organisation's own identity provider and its domains, for owners. */
export default async function SignInSettingsPage({ params }: PageProps<'/t/[tenant]/settings/sign-in'>) {
  const { tenant: slug } = await params;
  const { tenant } = await requireViewer(slug, `/t/${slug}/settings/sign-in`);
  if (!canInTenant(tenant.role, 'tenant:security')) notFound();
  const [t, tShell] = [await getTranslations('provider'), await getTranslations('shell')];
  await Promise.all([
    load(trpc.auth.provider.get.queryOptions({ tenant: slug })),
    load(trpc.auth.domains.list.queryOptions({ tenant: slug })),
  ]);
  return (
    <Hydrate>
      <div className="mx-auto flex max-w-3xl flex-col gap-6">
        <div className="flex flex-col gap-2">
          <Link
            href={`/t/${slug}/settings`}
            className="flex items-center gap-1.5 self-start rounded-md text-sm text-ink-soft hover:text-ink"
          >
            <ArrowLeft aria-hidden="true" className="size-4" />
            {tShell('settings')}
          </Link>
          <h1 className="text-2xl font-semibold">{t('pageTitle')}</h1>
          <p className="max-w-2xl text-ink-soft">{t('pageText', { tenant: tenant.name })}</p>
        </div>
        <ProviderCard tenant={slug} />
        <ProviderSwitchCard tenant={slug} />
        <DomainsCard tenant={slug} />
      </div>
    </Hydrate>
  );
}
