import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import { AccountMenu, type AccountMenuProps } from '@/features/auth/AccountMenu';
import { Logo } from '@/ui/Logo';
import { currentTheme } from '../currentTheme';
import { LANGUAGE_NAMES } from '../languageNames';

/** The header of a page about no organisation. */
export async function AccountHeader({ user: { id, name, email, avatarId } }: Pick<AccountMenuProps, 'user'>) {
  const t = await getTranslations('shell');
  return (
    <header className="border-b border-line bg-canvas">
      <div className="page flex h-14 items-center justify-between sm:h-16">
        <Link href="/account" className="rounded-md" aria-label={t('account')}>
          <Logo />
        </Link>
        <AccountMenu
          user={{ id, name, email, avatarId }}
          theme={await currentTheme()}
          languageNames={LANGUAGE_NAMES}
        />
      </div>
    </header>
  );
}
