import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { AccountMenu } from '@/features/auth/AccountMenu';
import { TenantMenu } from '@/features/auth/TenantMenu';
import { canInTenant, type TenantRole } from '@/shared/permissions';
import { Logo } from '@/ui/Logo';
import { currentTheme } from '../currentTheme';
import { LANGUAGE_NAMES } from '../languageNames';
import { TenantNav } from './TenantNav';

type Tenant = { slug: string; name: string; logoId: string | null; role: TenantRole };

export interface AppHeaderProps {
  user: { id: string; name: string; email: string; avatarId: string | null; tenants: readonly Tenant[] };
  /** The organisation that the page is about. */
  tenant: Tenant;
}

export async function AppHeader({ user, tenant }: AppHeaderProps) {
  const t = await getTranslations('shell');
  const { id, name, email, avatarId, tenants } = user;
  return (
    <header className="sticky top-0 z-40 border-b border-line bg-canvas">
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 rounded-md bg-tip px-3 py-1.5 text-sm text-on-tip not-focus:sr-only"
      >
        {t('skip')}
      </a>
      <div className="page flex flex-wrap items-center gap-x-4 sm:h-16 sm:gap-x-6">
        <Link
          href={`/t/${tenant.slug}`}
          className="flex h-14 shrink-0 items-center rounded-md sm:h-16"
          aria-label={t('rooms')}
        >
          <Logo className="max-sm:hidden" />
          <Logo isMarkOnly className="sm:hidden" />
        </Link>
        <span aria-hidden="true" className="h-6 border-l border-line-strong" />
        <div className="flex min-w-0 flex-1">
          <TenantMenu
            tenants={tenants.map(({ slug, name: label, logoId }) => ({ slug, name: label, logoId }))}
            current={{ slug: tenant.slug, name: tenant.name, logoId: tenant.logoId }}
          />
        </div>
        <TenantNav
          tenant={tenant.slug}
          canEdit={canInTenant(tenant.role, 'tenant:edit')}
          canAudit={canInTenant(tenant.role, 'audit:read')}
        />
        <AccountMenu
          user={{ id, name, email, avatarId }}
          theme={await currentTheme()}
          languageNames={LANGUAGE_NAMES}
        />
      </div>
    </header>
  );
}
