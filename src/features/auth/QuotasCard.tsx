'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Card } from '@/ui/Card';
import { formatBytes } from '@/ui/formatBytes';
import { QuotaBar } from './QuotaBar';

/** What an organisation uses, and how much of it it may. */
export function QuotasCard({ tenant }: { tenant: string }) {
  const t = useTranslations('tenant');
  const locale = useLocale();
  const { data } = useSuspenseQuery(useTRPC().auth.tenant.usage.queryOptions({ tenant }));
  const { storage, minutes, recordings, members, maxPeople } = data;
  const number = new Intl.NumberFormat(locale);
  const count = (value: number) => number.format(value);
  return (
    <Card title={t('usage')} description={t('usageText', { members, people: maxPeople })}>
      <div className="flex flex-col gap-5">
        <QuotaBar label={t('usageStorage')} {...storage} format={(bytes) => formatBytes(locale, bytes)} />
        <QuotaBar label={t('usageMinutes')} {...minutes} format={count} />
        <QuotaBar label={t('usageRecordings')} {...recordings} format={count} />
      </div>
    </Card>
  );
}
