import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { AccountMenu } from '@/features/auth/AccountMenu';
import { TenantMenu } from '@/features/auth/TenantMenu';
import { Logo } from '@/ui/Logo';
import { currentTheme } from '../currentTheme';
import { LANGUAGE_NAMES } from '../languageNames';

type Tenant = { slug: string; name: string };

export interface AppHeaderProps {
  user: { id: string; name: string; email: string; tenants: readonly Tenant[] };
  /** The organisation that the page is about. */
  tenant: Tenant;
}

export async function AppHeader({ user, tenant }: AppHeaderProps) {
  const t = await getTranslations('shell');
  const { id, name, email, tenants } = user;
  return (
    <header className="sticky top-0 z-40 border-b border-line bg-canvas">
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 rounded-md bg-tip px-3 py-1.5 text-sm text-on-tip not-focus:sr-only"
      >
        {t('skip')}
      </a>
      <div className="page flex h-16 items-center gap-x-4 sm:gap-x-6">
        <Link href={`/t/${tenant.slug}`} className="flex shrink-0 rounded-md" aria-label={t('rooms')}>
          <Logo className="max-sm:hidden" />
          <Logo isMarkOnly className="sm:hidden" />
        </Link>
        <span aria-hidden="true" className="h-6 border-l border-line-strong" />
        <div className="flex min-w-0 flex-1">
          <TenantMenu
            tenants={tenants.map(({ slug, name: label }) => ({ slug, name: label }))}
            current={tenant}
          />
        </div>
        <AccountMenu user={{ id, name, email }} theme={await currentTheme()} languageNames={LANGUAGE_NAMES} />
      </div>
    </header>
  );
}
