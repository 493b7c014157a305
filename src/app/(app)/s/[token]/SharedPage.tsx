import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { LanguageSwitch } from '@/ui/LanguageSwitch';
import { Logo } from '@/ui/Logo';
import { LANGUAGE_NAMES } from '../../../languageNames';

export interface SharedPageProps {
  /** Whose recording it is; nobody's where the link opens nothing. */
  tenant?: { name: string; logoId: string | null };
  children: ReactNode;
}

/** A page for strangers: whose it is, what is shown, and nothing to press that leads inside. */
export async function SharedPage({ tenant, children }: SharedPageProps) {
  const t = await getTranslations();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line">
        <div className="page flex h-14 items-center justify-between gap-4 sm:h-16">
          {tenant ? (
            <p className="flex min-w-0 items-center gap-3">
              <Avatar
                name={tenant.name}
                id={tenant.name}
                src={pictureUrl(tenant.logoId)}
                size="sm"
                shape="square"
              />
              <span className="truncate text-sm">{t('recordings.sharedBy', { tenant: tenant.name })}</span>
            </p>
          ) : (
            <Logo />
          )}
          <LanguageSwitch
            label={t('shell.language')}
            languages={LANGUAGE_NAMES}
            current={await getLocale()}
          />
        </div>
      </header>
      <main className="page flex-1 py-6 sm:py-8">{children}</main>
      {tenant && (
        <footer className="page flex justify-end pt-4 pb-6 opacity-70">
          <Logo />
        </footer>
      )}
    </div>
  );
}
