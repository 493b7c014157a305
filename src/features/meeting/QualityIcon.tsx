import { useTranslations } from 'next-intl';
import { cx } from '@/ui/cx';
import type { Quality } from './snapshotRoom';

const BARS = { good: 3, poor: 1, lost: 0, unknown: 0 } as const;

/** How well a person's connection does: three bars, amber for a poor one, red for a lost one. */
export function QualityIcon({ quality, className }: { quality: Quality; className?: string | undefined }) {
  const t = useTranslations('call.quality');
  if (quality === 'unknown') return null;
  return (
    <span role="img" aria-label={t(quality)} title={t(quality)} className={cx('inline-flex', className)}>
      <svg
        viewBox="0 0 16 16"
        className={cx('size-4', quality === 'poor' && 'text-warn', quality === 'lost' && 'text-danger-ink')}
      >
        {[0, 1, 2].map((bar) => (
          <rect
            key={bar}
            x={2 + bar * 4.5}
            y={10 - bar * 3.5}
            width={3}
            height={4 + bar * 3.5}
            rx={1}
            fill="currentColor"
            opacity={bar < BARS[quality] ? 1 : 0.3}
          />
        ))}
        {quality === 'lost' && <path d="M2 2l12 12" stroke="currentColor" strokeWidth={1.75} />}
      </svg>
    </span>
  );
}
