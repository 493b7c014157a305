import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { Time } from '@/ui/Time';
import type { PartsState } from './PartRow';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** When which part was away, and for how long, the latest first. */
export function OutageList({ outages }: { outages: PartsState['outages'] }) {
  const t = useTranslations('parts');
  const format = useFormatter();
  const locale = useLocale();
  const lasted = (seconds: number) => {
    const [value, unit] =
      seconds < MINUTE
        ? ([seconds, 'second'] as const)
        : seconds < HOUR
          ? ([Math.round(seconds / MINUTE), 'minute'] as const)
          : ([Math.round(seconds / HOUR), 'hour'] as const);
    return format.number(value, { style: 'unit', unit, unitDisplay: 'long' });
  };
  return (
    <section aria-labelledby="outages" className="flex flex-col gap-3">
      <h2 id="outages" className="text-lg font-semibold">
        {t('outages')}
      </h2>
      {outages.length === 0 ? (
        <p className="text-ink-soft">{t('noOutage')}</p>
      ) : (
        <ul
          aria-labelledby="outages"
          className="divide-y divide-line rounded-2xl border border-line bg-surface text-sm shadow-low"
        >
          {outages.map(({ part, from, seconds }) => (
            <li
              key={`${part} ${from}`}
              className="grid grid-cols-[1fr_auto] gap-x-6 px-4 py-2.5 sm:grid-cols-[15rem_1fr_auto] sm:px-6"
            >
              <span className="font-medium">{t(`names.${part}`)}</span>
              <Time
                value={from}
                locale={locale}
                className="text-ink-soft max-sm:order-last max-sm:col-span-2"
              />
              <span className="text-right tabular-nums">{lasted(seconds)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
