import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { JoinByCode } from '@/features/rooms/JoinByCode';
import { currentUser } from '@/server/auth/currentUser';
import { currentHost } from '@/server/currentHost';
import { LanguageSwitch } from '@/ui/LanguageSwitch';
import { LinkButton } from '@/ui/LinkButton';
import { Logo } from '@/ui/Logo';
import { ThemeSwitch } from '@/ui/ThemeSwitch';
import { CallPicture } from './CallPicture';
import { currentTheme } from './currentTheme';
import { LANGUAGE_NAMES } from './languageNames';

const FACTS = ['own', 'tenants', 'media'] as const;

const homeOf = (tenants: readonly { slug: string }[]) => (tenants[0] ? `/t/${tenants[0].slug}` : '/account');

export default async function LandingPage({ searchParams }: PageProps<'/'>) {
  const user = await currentUser();
  if (user) redirect(homeOf(user.tenants));
  const host = await currentHost();
  if (host) redirect(`/t/${host.slug}`);
  const { code } = await searchParams;
  const typed = typeof code === 'string' ? code : undefined;
  const t = await getTranslations('landing');
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="page flex items-center justify-between gap-4 py-5">
        <Logo />
        <div className="flex items-center gap-3">
          <LanguageSwitch label={t('language')} languages={LANGUAGE_NAMES} current={await getLocale()} />
          <LinkButton href="/sign-in" variant="ghost" className="max-sm:hidden">
            {t('signIn')}
          </LinkButton>
        </div>
      </header>
      <main className="page grid flex-1 items-center gap-x-14 gap-y-12 py-8 lg:grid-cols-[1.1fr_1fr] lg:py-12">
        <div className="flex flex-col gap-6">
          <h1 className="text-4xl font-semibold">{t('headline')}</h1>
          <p className="max-w-[34rem] text-lg text-ink-soft">{t('lead')}</p>
          <div className="flex flex-wrap gap-3 pt-2">
            <LinkButton href="/register" variant="primary" size="lg">
              {t('register')}
            </LinkButton>
            <LinkButton href="/sign-in" size="lg" className="sm:hidden">
              {t('signIn')}
            </LinkButton>
          </div>
          <div className="max-w-md border-t border-line pt-6">
            <JoinByCode
              label={t('joinLabel')}
              submitLabel={t('joinButton')}
              typed={typed}
              errorMessage={typed === undefined ? undefined : t('joinInvalid')}
            />
          </div>
        </div>
        <div className="manuscript rounded-2xl border border-line bg-surface px-4 py-8 shadow-mid sm:px-8 sm:py-12">
          <CallPicture label={t('picture')} leftName={t('pictureLeft')} rightName={t('pictureRight')} />
        </div>
      </main>
      <section aria-label={t('factsTitle')} className="border-t border-line bg-surface">
        <ul className="page grid gap-x-12 gap-y-8 py-10 sm:grid-cols-3 lg:py-14">
          {FACTS.map((fact) => (
            <li key={fact} className="flex flex-col gap-2 border-l-2 border-accent pl-5">
              <h2 className="text-base font-semibold">{t(`${fact}Title`)}</h2>
              <p className="text-sm text-ink-soft">{t(`${fact}Text`)}</p>
            </li>
          ))}
        </ul>
      </section>
      <footer className="border-t border-line">
        <div className="page flex items-center justify-between gap-4 py-5">
          <Logo isMarkOnly />
          <ThemeSwitch
            label={t('theme')}
            labels={{ system: t('themeSystem'), light: t('themeLight'), dark: t('themeDark') }}
            initial={await currentTheme()}
          />
        </div>
      </footer>
    </div>
  );
}
