'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import type { FileKind } from '@/shared/storage';
import { Banner } from '@/ui/Banner';
import { cx } from '@/ui/cx';
import { formatBytes } from '@/ui/formatBytes';
import { usageParts, usageState } from './usageParts';

const tones: Record<FileKind, string> = {
  image: 'fill-accent',
  video: 'fill-success',
  audio: 'fill-warn',
  document: 'fill-accent/45',
  archive: 'fill-ink-soft',
  other: 'fill-ink-faint/55',
};

/** What an organisation's files take of its storage, and what kinds of files it is. */
export function UsageCard({ tenant }: { tenant: string }) {
  const t = useTranslations('files');
  const locale = useLocale();
  const { data: usage } = useQuery(useTRPC().storage.usage.queryOptions({ tenant }));
  if (!usage) return <div className="my-8 h-36" />;
  const { used, quota } = usage;
  const parts = usageParts(usage);
  const state = usageState(usage);
  const percent = Math.min(100, Math.round((used / Math.max(1, quota)) * 100));
  const text = t('usageText', { used: formatBytes(locale, used), quota: formatBytes(locale, quota) });
  return (
    <section
      aria-label={t('usage')}
      className="my-8 flex flex-col gap-3 rounded-2xl border border-line bg-surface p-5 shadow-low sm:px-6"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-base font-semibold">{t('usage')}</h2>
        <p className="text-sm text-ink-soft tabular-nums">
          {text}
          <span className="max-sm:hidden">
            <span aria-hidden="true"> · </span>
            {t('usageFree', { free: formatBytes(locale, Math.max(0, quota - used)) })}
          </span>
        </p>
      </div>
      {/* Drawn as SVG: its widths are attributes, for style attributes are what the page's policy forbids. */}
      <svg
        role="meter"
        aria-label={t('usage')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
        className="block h-2.5 w-full overflow-hidden rounded-full bg-sunken"
      >
        {parts.map(({ kind, from, width }) => (
          <rect key={kind} x={`${from}%`} width={`${width}%`} height="100%" className={tones[kind]} />
        ))}
      </svg>
      {parts.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-ink-soft">
          {parts.map(({ kind, bytes }) => (
            <li key={kind} className="flex items-center gap-1.5">
              <svg aria-hidden="true" viewBox="0 0 8 8" className={cx('size-2', tones[kind])}>
                <circle cx="4" cy="4" r="4" />
              </svg>
              {t('usagePart', { kind: t(`kinds.${kind}`), size: formatBytes(locale, bytes) })}
            </li>
          ))}
        </ul>
      )}
      {state !== 'fine' && (
        <Banner tone={state === 'full' ? 'danger' : 'warn'}>
          {t(state === 'full' ? 'usageFull' : 'usageWarn')}
        </Banner>
      )}
    </section>
  );
}
