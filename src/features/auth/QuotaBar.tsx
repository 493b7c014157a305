import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';

export interface QuotaBarProps {
  label: string;
  used: number;
  /** Null: none. */
  limit: number | null;
  format: (value: number) => string;
}

const NEARLY = 0.9;

/** How much of a quota is used: a number where there is no limit, a bar where there is one. */
export function QuotaBar({ label, used, limit, format }: QuotaBarProps) {
  const t = useTranslations('tenant');
  const share = limit === null ? 0 : Math.min(1, used / Math.max(1, limit));
  const text =
    limit === null
      ? t('usageFree', { used: format(used) })
      : t('usageOf', { used: format(used), limit: format(limit) });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-ink-soft tabular-nums">{text}</span>
      </div>
      {limit !== null && (
        // Drawn as SVG: its width is an attribute, for style attributes are what the page's policy forbids.
        <svg
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          aria-valuetext={text}
          className="block h-2.5 w-full overflow-hidden rounded-full bg-sunken"
        >
          <rect
            width={`${share * 100}%`}
            height="100%"
            className={cx(share >= 1 ? 'fill-danger' : share >= NEARLY ? 'fill-warn' : 'fill-accent')}
          />
        </svg>
      )}
    </div>
  );
}
