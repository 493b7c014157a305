'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Spinner } from '@/ui/Spinner';
import { QuotaBars } from './QuotaBars';
import { TextLink } from './TextLink';

/** What an organisation uses at this moment, and whom to write to about it. */
export function OperatedUsage({ tenantId }: { tenantId: string }) {
  const t = useTranslations('operator');
  // Not by suspense: where the answer fails, the limits can be set all the same.
  const { data, isError, refetch } = useQuery(
    useTRPC().auth.operator.get.queryOptions(
      { tenantId },
      // Nothing tells of meetings and recordings that have begun meanwhile.
      { staleTime: 0, meta: { handles: 'all' } },
    ),
  );
  if (isError && !data)
    return (
      <Banner
        tone="danger"
        isLive
        title={t('usageFailed')}
        actions={
          <Button size="sm" onPress={() => void refetch()}>
            {t('retry')}
          </Button>
        }
      />
    );
  return (
    <section aria-label={t('usage')} className="flex min-h-52 flex-col gap-5">
      {data ? (
        <>
          <QuotaBars usage={data.usage} />
          <Owners owners={data.owners} />
        </>
      ) : (
        <Spinner label={t('loading')} className="m-auto size-6 text-ink-faint" />
      )}
    </section>
  );
}

function Owners({ owners }: { owners: readonly { id: string; name: string; email: string }[] }) {
  const t = useTranslations('operator');
  return (
    <div className="flex flex-col gap-1 text-sm">
      <h3 className="font-medium">{t('owners', { count: owners.length })}</h3>
      <ul className="flex flex-col gap-1">
        {owners.map(({ id, name, email }) => (
          <li key={id} className="flex flex-wrap gap-x-3 wrap-anywhere text-ink-soft">
            <span>{name}</span>
            <TextLink href={`mailto:${email}`}>{email}</TextLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
