'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Card } from '@/ui/Card';
import { QuotaBars } from './QuotaBars';

/** What an organisation uses, and how much of it it may. */
export function QuotasCard({ tenant }: { tenant: string }) {
  const t = useTranslations('tenant');
  const { data } = useSuspenseQuery(useTRPC().auth.tenant.usage.queryOptions({ tenant }));
  const { members, maxPeople } = data;
  return (
    <Card title={t('usage')} description={t('usageText', { members, people: maxPeople })}>
      <QuotaBars usage={data} />
    </Card>
  );
}
