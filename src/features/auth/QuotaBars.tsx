import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '@/ui/formatBytes';
import { QuotaBar, type QuotaBarProps } from './QuotaBar';

type Quota = Pick<QuotaBarProps, 'used' | 'limit'>;

/** What an organisation uses of each of its quotas. */
export function QuotaBars({ usage }: { usage: Record<'storage' | 'minutes' | 'recordings', Quota> }) {
  const t = useTranslations('tenant');
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const count = (value: number) => number.format(value);
  return (
    <div className="flex flex-col gap-5">
      <QuotaBar label={t('usageStorage')} {...usage.storage} format={(bytes) => formatBytes(locale, bytes)} />
      <QuotaBar label={t('usageMinutes')} {...usage.minutes} format={count} />
      <QuotaBar label={t('usageRecordings')} {...usage.recordings} format={count} />
    </div>
  );
}
