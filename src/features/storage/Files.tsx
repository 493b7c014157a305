'use client';

import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { LoadMore } from '@/ui/LoadMore';
import { FileList } from './FileList';
import { FilesBar } from './FilesBar';
import { FilesEmpty } from './FilesEmpty';
import { type FilesView, readFilesView, writeFilesView } from './readFilesView';
import { UsageCard } from './UsageCard';
import { useFiles } from './useFiles';

export interface FilesProps {
  tenant: { slug: string; name: string };
}

/** All files of an organisation's rooms that the person may see. */
export function Files({ tenant }: FilesProps) {
  const t = useTranslations('files');
  const parameters = useSearchParams();
  const view = readFilesView((name) => parameters.get(name));
  const [searchText, setSearchText] = useState(view.search);
  const { files, hasNextPage, isFetchingNextPage, fetchNextPage } = useFiles(tenant.slug, view);

  const show = (change: Partial<FilesView>) => {
    // From the address bar, not from the last render: a search that waited may come after a change of view.
    const now = new URLSearchParams(location.search);
    const next = writeFilesView({ ...readFilesView((name) => now.get(name)), ...change });
    history.replaceState(null, '', location.pathname + next);
  };
  const clear = () => {
    show({ search: '', kind: null });
    setSearchText('');
  };

  return (
    <>
      <h1 className="text-3xl font-semibold">{t('title')}</h1>
      <p className="mt-1 text-ink-soft">{t('lead', { tenant: tenant.name })}</p>
      <UsageCard tenant={tenant.slug} />
      <div className="mb-4">
        <FilesBar view={view} searchText={searchText} onType={setSearchText} onChange={show} />
      </div>
      {files?.length === 0 ? (
        <FilesEmpty view={view} onClear={clear} />
      ) : (
        <FileList
          label={t('listLabel', { tenant: tenant.name })}
          files={files ?? []}
          tenant={tenant.slug}
          className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-low"
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
