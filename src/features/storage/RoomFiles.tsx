'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { FILE_NAME_MAX } from '@/shared/storage';
import { Card } from '@/ui/Card';
import { LoadMore } from '@/ui/LoadMore';
import { PausedSearch } from '@/ui/PausedSearch';
import { FileList } from './FileList';
import { FilesEmpty } from './FilesEmpty';

/** What was sent in a room, newest first. The page around it listens to the room's stream. */
export function RoomFiles({ roomId }: { roomId: string }) {
  const t = useTranslations('files');
  const trpc = useTRPC();
  const [searchText, setSearchText] = useState('');
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(
    trpc.storage.listRoom.infiniteQueryOptions(
      { roomId, search },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const files = query.data?.pages.flatMap((page) => page.items) ?? [];
  const hasAny = files.length > 0 || search !== '';
  const clear = () => {
    setSearch('');
    setSearchText('');
  };
  return (
    <Card
      title={t('roomTitle')}
      description={t('roomText')}
      actions={
        hasAny && (
          <PausedSearch
            label={t('search')}
            text={searchText}
            maxLength={FILE_NAME_MAX}
            onType={setSearchText}
            onSearch={setSearch}
            className="sm:w-52"
          />
        )
      }
    >
      {files.length === 0 ? (
        <FilesEmpty view={{ search, kind: null, deleted: false }} onClear={clear} />
      ) : (
        <FileList
          label={t('roomListLabel')}
          files={files}
          className="-mx-4 -my-3 divide-y divide-line sm:-mx-6"
        />
      )}
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </Card>
  );
}
