'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Card } from '@/ui/Card';
import { AddressToCopy } from './AddressToCopy';

/** The organisation's own host name, and the DNS record that it needs; whoever runs the server sets it. */
export function HostCard({ tenant }: { tenant: string }) {
  const t = useTranslations('tenant');
  const { data } = useSuspenseQuery(useTRPC().auth.tenant.address.queryOptions({ tenant }));
  const { host, url, leadsTo } = data;
  return (
    <Card title={t('hostTitle')} description={host === null ? t('hostNone') : t('hostText')}>
      {host !== null && (
        <div className="flex flex-col gap-4">
          <dl className="flex flex-col gap-4">
            <AddressToCopy label={t('hostAddress')} text={url} />
            <AddressToCopy label={t('hostRecord')} text={`${host}. CNAME ${leadsTo}.`} />
          </dl>
          <p className="text-sm text-ink-soft">{t('hostRecordText')}</p>
        </div>
      )}
    </Card>
  );
}
