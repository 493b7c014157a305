'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '@/ui/Badge';
import { formatBytes } from '@/ui/formatBytes';
import { timeTag } from '@/ui/timeTag';
import { Time } from '@/ui/Time';
import type { OperatedTenant } from './operatedTenant';
import { OperatorMenu } from './OperatorMenu';
import { QuotaBar } from './QuotaBar';

export function OperatorRow({ tenant }: { tenant: OperatedTenant }) {
  const t = useTranslations('operator');
  const locale = useLocale();
  const { name, slug, host, members, rooms, lastMeetingAt, createdAt } = tenant;
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-[1fr_16rem_auto] sm:px-6">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-2 text-base font-semibold">
          <span className="wrap-anywhere">{name}</span>
          <TenantState tenant={tenant} />
        </p>
        <p className="wrap-anywhere text-ink-soft">
          /t/{slug}
          {host !== null && (
            <>
              <span aria-hidden="true"> · </span>
              {host}
            </>
          )}
        </p>
        <p className="text-ink-soft">
          {t('counts', { members, rooms })}
          <span aria-hidden="true"> · </span>
          {lastMeetingAt === null
            ? t.rich('noMeeting', { time: timeTag(createdAt, locale, 'date') })
            : t.rich('lastMeeting', { time: timeTag(lastMeetingAt, locale, 'date') })}
        </p>
      </div>
      <div className="max-sm:order-last max-sm:col-span-2">
        <QuotaBar
          label={t('storage')}
          used={tenant.storageUsed}
          limit={tenant.storageQuota}
          format={(bytes) => formatBytes(locale, bytes)}
        />
      </div>
      <OperatorMenu tenant={tenant} />
    </li>
  );
}

function TenantState({ tenant: { suspendedAt, deletedAt } }: { tenant: OperatedTenant }) {
  const t = useTranslations('operator');
  const locale = useLocale();
  if (deletedAt !== null)
    return (
      <Badge tone="danger">
        {t('states.deleted')} <Time value={deletedAt} locale={locale} format="date" />
      </Badge>
    );
  if (suspendedAt !== null)
    return (
      <Badge tone="warn">
        {t('states.suspended')} <Time value={suspendedAt} locale={locale} format="date" />
      </Badge>
    );
  return null;
}
