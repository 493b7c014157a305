'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { RECORDING_NAME_MAX } from '@/shared/recordings';
import { Card } from '@/ui/Card';
import { LoadMore } from '@/ui/LoadMore';
import { PausedSearch } from '@/ui/PausedSearch';
import { RecordingGrid } from './RecordingGrid';
import { RecordingsEmpty } from './RecordingsEmpty';

export interface RoomRecordingsProps {
  roomId: string;
  tenant: string;
}

/** What was recorded in a room, newest first. The page around it listens to the room's stream. */
export function RoomRecordings({ roomId, tenant }: RoomRecordingsProps) {
  const t = useTranslations('recordings');
  const trpc = useTRPC();
  const [searchText, setSearchText] = useState('');
  const [search, setSearch] = useState('');
  const query = useInfiniteQuery(
    trpc.storage.recordings.listRoom.infiniteQueryOptions(
      { roomId, search },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const recordings = query.data?.pages.flatMap((page) => page.items) ?? [];
  const hasAny = recordings.length > 0 || search !== '';
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
            maxLength={RECORDING_NAME_MAX}
            onType={setSearchText}
            onSearch={setSearch}
            className="sm:w-52"
          />
        )
      }
    >
      {recordings.length === 0 ? (
        <RecordingsEmpty search={search} onClear={clear} />
      ) : (
        <RecordingGrid label={t('roomListLabel')} recordings={recordings} tenant={tenant} isInRoom />
      )}
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </Card>
  );
}
