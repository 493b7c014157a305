import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { Hydrate, load, trpc } from '@/api/server';
import { ExportCard } from '@/features/auth/ExportCard';
import { HostCard } from '@/features/auth/HostCard';
import { QuotasCard } from '@/features/auth/QuotasCard';
import { SignInSettingsCard } from '@/features/auth/SignInSettingsCard';
import { TenantCard } from '@/features/auth/TenantCard';
import { TenantRulesCard } from '@/features/auth/TenantRulesCard';
import { RoomDefaultsCard } from '@/features/rooms/RoomDefaultsCard';
import { TwoStepRuleCard } from '@/features/auth/TwoStepRuleCard';
import { LogoCard } from '@/features/storage/LogoCard';
import { RetentionCard } from '@/features/storage/RetentionCard';
import { canInTenant } from '@/shared/permissions';
import { LANGUAGE_NAMES } from '../../../../languageNames';
import { PermissionsLink } from '../../../PermissionsLink';
import { requireViewer } from '../requireViewer';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('shell'))('settings'),
});

export default async function SettingsPage({ params }: PageProps<'/t/[tenant]/settings'>) {
  const { tenant: slug } = await params;
  const { tenant } = await requireViewer(slug, `/t/${slug}/settings`);
  if (!canInTenant(tenant.role, 'tenant:edit')) notFound();
  const t = await getTranslations('files');
  await Promise.all([
    load(trpc.auth.me.queryOptions()),
    load(trpc.auth.tenant.usage.queryOptions({ tenant: slug })),
    load(trpc.auth.tenant.address.queryOptions({ tenant: slug })),
    load(trpc.auth.tenant.get.queryOptions({ tenant: slug })),
    load(trpc.storage.recordings.retention.queryOptions({ tenant: slug })),
  ]);
  return (
    <Hydrate>
      <div className="mx-auto flex max-w-3xl flex-col gap-6">
        <h1 className="text-2xl font-semibold">{t('settings', { tenant: tenant.name })}</h1>
        <TenantCard tenant={slug} languageNames={LANGUAGE_NAMES} />
        <LogoCard tenant={slug} />
        <RoomDefaultsCard tenant={slug} />
        <TenantRulesCard tenant={slug} />
        <HostCard tenant={slug} />
        <QuotasCard tenant={slug} />
        <RetentionCard tenant={tenant} />
        {canInTenant(tenant.role, 'tenant:security') && <SignInSettingsCard tenant={slug} />}
        {canInTenant(tenant.role, 'tenant:security') && <TwoStepRuleCard tenant={tenant} />}
        {canInTenant(tenant.role, 'tenant:security') && <ExportCard tenant={tenant} />}
        <PermissionsLink />
      </div>
    </Hydrate>
  );
}
