'use client';

import { useMutation } from '@tanstack/react-query';
import { LogOut, UserRound } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { LOCALES, type Locale } from '@/shared/auth';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import { setLanguage } from '@/ui/setLanguage';
import { isTheme, setTheme, type Theme } from '@/ui/setTheme';
import { toast } from '@/ui/toast';
import { signOutHere } from './nextAuthClient';

export interface AccountMenuProps {
  user: { id: string; name: string; email: string; avatarId: string | null };
  theme: Theme;
  languageNames: Record<Locale, string>;
}

export function AccountMenu({ user, theme, languageNames }: AccountMenuProps) {
  const t = useTranslations('shell');
  const tErrors = useTranslations('errors');
  const locale = useLocale();
  const router = useRouter();
  const [current, setCurrent] = useState(theme);
  // Mail is written in the person's language: a choice made here holds for it too.
  const profile = useMutation(useTRPC().auth.updateProfile.mutationOptions());

  const speak = async (language: string) => {
    const next = LOCALES.find((known) => known === language);
    if (!next || next === locale) return;
    await profile.mutateAsync({ locale: next });
    setLanguage(next);
  };
  const leave = async () => {
    try {
      await signOutHere('/');
    } catch {
      toast({ tone: 'danger', title: tErrors('OFFLINE') });
    }
  };

  return (
    <Menu
      trigger={
        <IconButton label={t('accountMenu', { name: user.name })}>
          <Avatar name={user.name} id={user.id} src={pictureUrl(user.avatarId)} />
        </IconButton>
      }
    >
      <MenuSection title={user.name}>
        <MenuItem icon={<UserRound />} description={user.email} onAction={() => router.push('/account')}>
          {t('account')}
        </MenuItem>
      </MenuSection>
      <MenuSection
        title={t('language')}
        selected={locale}
        onSelect={(language) => void speak(language).catch(() => undefined)}
      >
        {LOCALES.map((language) => (
          <MenuItem key={language} id={language}>
            {languageNames[language]}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection
        title={t('theme')}
        selected={current}
        onSelect={(next) => {
          if (!isTheme(next)) return;
          setCurrent(next);
          setTheme(next);
        }}
      >
        <MenuItem id="system">{t('themeSystem')}</MenuItem>
        <MenuItem id="light">{t('themeLight')}</MenuItem>
        <MenuItem id="dark">{t('themeDark')}</MenuItem>
      </MenuSection>
      <MenuSection>
        <MenuItem icon={<LogOut />} onAction={() => void leave()}>
          {t('signOut')}
        </MenuItem>
      </MenuSection>
    </Menu>
  );
}
