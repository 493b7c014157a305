import { useFormatter, useTranslations } from 'next-intl';
import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';
import type { PartDays } from '@/shared/parts';
import { Badge } from '@/ui/Badge';

export type PartsState = inferOutput<ReturnType<typeof useTRPC>['auth']['operator']['parts']>;

interface PartRowProps {
  part: PartsState['parts'][number];
  days: PartDays;
}

/** A part's name, its state now, and its last days as a strip. */
export function PartRow({ part: { part, ok, latencyMs, share, slots }, days }: PartRowProps) {
  const t = useTranslations('parts');
  const format = useFormatter();
  const percent =
    share === null
      ? t('noSamples')
      : t('share', {
          // Rounded down: what was away at all was not there all the time.
          percent: format.number(Math.floor(share * 10_000) / 10_000, {
            style: 'percent',
            maximumFractionDigits: 2,
          }),
        });
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-[15rem_1fr_auto] sm:px-6">
      <div className="min-w-0 text-sm">
        <p className="text-base font-semibold">{t(`names.${part}`)}</p>
        <p className="text-ink-soft">{t(`tasks.${part}`)}</p>
      </div>
      <div className="max-sm:order-last max-sm:col-span-2">
        <Strip slots={slots} label={t('history', { days: t(`days.${days}`), share: percent })} />
        <p aria-hidden="true" className="mt-1 text-right text-xs text-ink-soft tabular-nums">
          {percent}
        </p>
      </div>
      <div className="flex min-w-20 flex-col items-end gap-1 text-xs text-ink-soft tabular-nums">
        <Badge tone={ok ? 'success' : 'danger'}>{ok ? t('up') : t('away')}</Badge>
        {ok && <span>{t('latency', { ms: format.number(Math.max(1, Math.round(latencyMs))) })}</span>}
      </div>
    </li>
  );
}

const toneOf = (share: number | null) => {
  if (share === null) return 'fill-sunken';
  if (share === 1) return 'fill-success';
  return share > 0.5 ? 'fill-warn' : 'fill-danger';
};

/** Drawn as SVG: its sizes are attributes, for style attributes are what the page's policy forbids. */
function Strip({ slots, label }: { slots: readonly (number | null)[]; label: string }) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${slots.length} 1`}
      preserveAspectRatio="none"
      className="block h-8 w-full"
    >
      {slots.map((share, slot) => (
        <rect
          // A slot is its place: nothing else tells it from the others.
          // oxlint-disable-next-line react/no-array-index-key
          key={slot}
          x={slot + 0.1}
          width={0.8}
          height={1}
          className={toneOf(share)}
        />
      ))}
    </svg>
  );
}
