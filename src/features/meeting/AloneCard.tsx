import { useTranslations } from 'next-intl';
import { CopyButton } from '@/ui/CopyButton';

/** For who is first: nobody else is here yet, and the link to send. */
export function AloneCard({ link }: { link: string }) {
  const t = useTranslations('call');
  return (
    <section
      aria-label={t('aloneTitle')}
      className="absolute inset-x-4 top-4 z-10 mx-auto w-fit max-w-md animate-rise rounded-2xl max-sm:group-has-data-lobby/call:hidden border border-line bg-raised/95 p-4 text-ink shadow-high sm:inset-x-auto sm:top-16 sm:left-6 sm:mx-0 sm:p-5"
    >
      <p className="font-semibold">{t('aloneTitle')}</p>
      <p className="mt-0.5 text-sm text-ink-soft">{t('aloneText')}</p>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 truncate rounded-md bg-sunken px-2.5 py-1.5 text-sm tabular-nums">
          {link.replace(/^https?:\/\//, '')}
        </span>
        <CopyButton text={link} label={t('copyLink')} size="sm" variant="primary" />
      </div>
    </section>
  );
}
