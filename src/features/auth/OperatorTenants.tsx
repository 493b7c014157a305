'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { TENANT_SEARCH_MAX, TENANT_STATES, type TenantState } from '@/shared/operator';
import { LoadMore } from '@/ui/LoadMore';
import { PausedSearch } from '@/ui/PausedSearch';
import { Select } from '@/ui/Select';
import { OperatorRow } from './OperatorRow';
import { ResetSecondStep } from './ResetSecondStep';

/** The organisations of a deployment, for whoever runs it. */
export function OperatorTenants() {
  const t = useTranslations('operator');
  const { list } = useTRPC().auth.operator;
  const [text, setText] = useState('');
  const [search, setSearch] = useState('');
  const [state, setState] = useState<TenantState>('all');
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    list.infiniteQueryOptions(
      { search, state },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const tenants = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="text-3xl font-semibold">{t('title')}</h1>
          <p className="mt-1 text-ink-soft">{t('lead')}</p>
        </div>
        <ResetSecondStep />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <PausedSearch
          label={t('search')}
          text={text}
          maxLength={TENANT_SEARCH_MAX}
          onType={setText}
          onSearch={setSearch}
          className="w-full sm:w-80"
        />
        <Select
          label={t('state')}
          isLabelHidden
          value={state}
          onChange={setState}
          items={TENANT_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
          className="w-full sm:w-44"
        />
      </div>
      {data && tenants.length === 0 ? (
        <p className="py-10 text-center text-ink-soft">{t('noMatch')}</p>
      ) : (
        <ul
          aria-label={t('title')}
          className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-low"
        >
          {tenants.map((tenant) => (
            <OperatorRow key={tenant.id} tenant={tenant} />
          ))}
        </ul>
      )}
      <LoadMore
        hasMore={hasNextPage}
        isLoading={isFetchingNextPage}
        onLoadMore={() => void fetchNextPage()}
      />
    </div>
  );
}
