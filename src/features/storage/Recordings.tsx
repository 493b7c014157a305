'use client';

import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { LoadMore } from '@/ui/LoadMore';
import { readRecordingsView, type RecordingsView, writeRecordingsView } from './readRecordingsView';
import { RecordingGrid } from './RecordingGrid';
import { RecordingsBar } from './RecordingsBar';
import { RecordingsEmpty } from './RecordingsEmpty';
import { useRecordings } from './useRecordings';

export interface RecordingsProps {
  tenant: { slug: string; name: string };
}

/** All recordings of an organisation's rooms. */
export function Recordings({ tenant }: RecordingsProps) {
  const t = useTranslations('recordings');
  const parameters = useSearchParams();
  const view = readRecordingsView((name) => parameters.get(name));
  const [searchText, setSearchText] = useState(view.search);
  const { recordings, hasNextPage, isFetchingNextPage, fetchNextPage } = useRecordings(tenant.slug, view);

  const show = (change: Partial<RecordingsView>) => {
    // From the address bar, not from the last render: a search that waited may come after a change of view.
    const now = new URLSearchParams(location.search);
    const next = writeRecordingsView({ ...readRecordingsView((name) => now.get(name)), ...change });
    history.replaceState(null, '', location.pathname + next);
  };
  const clear = () => {
    show({ search: '' });
    setSearchText('');
  };

  return (
    <>
      <h1 className="text-3xl font-semibold">{t('title')}</h1>
      <p className="mt-1 text-ink-soft">{t('lead', { tenant: tenant.name })}</p>
      <div className="mt-8 mb-5">
        <RecordingsBar view={view} searchText={searchText} onType={setSearchText} onChange={show} />
      </div>
      {recordings?.length === 0 ? (
        <RecordingsEmpty search={view.search} deleted={view.deleted} onClear={clear} />
      ) : (
        <RecordingGrid
          label={t('listLabel', { tenant: tenant.name })}
          recordings={recordings ?? []}
          tenant={tenant.slug}
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
