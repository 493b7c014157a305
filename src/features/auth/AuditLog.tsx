'use client';

import { Download, ScrollText, SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { LoadMore } from '@/ui/LoadMore';
import { AuditBar } from './AuditBar';
import { AuditTable } from './AuditTable';
import { auditFilterOf, type AuditView, readAuditView, writeAuditView } from './readAuditView';
import { useAudit } from './useAudit';

export interface AuditLogProps {
  tenant: { slug: string; name: string };
}

/** What was done in an organisation, by whom, newest first. */
export function AuditLog({ tenant }: AuditLogProps) {
  const t = useTranslations('audit');
  const parameters = useSearchParams();
  const view = readAuditView((name) => parameters.get(name));
  const [searchText, setSearchText] = useState(view.search);
  const { events, hasNextPage, isFetchingNextPage, fetchNextPage } = useAudit(tenant.slug, view);

  const show = (change: Partial<AuditView>) => {
    // From the address bar, not from the last render: a search that waited may come after another change.
    const now = new URLSearchParams(location.search);
    const next = writeAuditView({ ...readAuditView((name) => now.get(name)), ...change });
    history.replaceState(null, '', location.pathname + next);
  };
  const save = () => {
    const query = new URLSearchParams(Object.entries(auditFilterOf(view)));
    location.assign(`/api/audit/${tenant.slug}?${query.toString()}`);
  };
  const names = {
    person: t('onlyPerson', {
      name: events?.find(({ actorId }) => actorId === view.person)?.actorName ?? '…',
    }),
    target: t('onlyTarget', {
      name: events?.find(({ targetId }) => targetId === view.target)?.targetName ?? '…',
    }),
  };

  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-3xl font-semibold">{t('title')}</h1>
          <p className="mt-1 text-ink-soft">{t('lead', { tenant: tenant.name })}</p>
        </div>
        <Button iconStart={<Download />} onPress={save}>
          {t('export')}
        </Button>
      </div>
      <div className="my-6">
        <AuditBar view={view} searchText={searchText} names={names} onType={setSearchText} onChange={show} />
      </div>
      {events?.length === 0 ? (
        <Nothing isFiltered={parameters.size > 0} />
      ) : (
        <AuditTable
          events={events ?? []}
          onPickPerson={(person) => show({ person })}
          onPickTarget={(target) => show({ target })}
        />
      )}
      <LoadMore
        hasMore={hasNextPage}
        isLoading={isFetchingNextPage}
        onLoadMore={() => void fetchNextPage()}
      />
    </>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('audit');
  return isFiltered ? (
    <EmptyState icon={<SearchX />} title={t('noMatchTitle')}>
      {t('noMatchText')}
    </EmptyState>
  ) : (
    <EmptyState icon={<ScrollText />} title={t('emptyTitle')}>
      {t('emptyText')}
    </EmptyState>
  );
}
