'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { ROOM_NAME_MAX } from '@/shared/rooms';
import { LoadMore } from '@/ui/LoadMore';
import { PausedSearch } from '@/ui/PausedSearch';
import { SegmentedControl } from '@/ui/SegmentedControl';
import { NewRoomDialog } from './NewRoomDialog';
import { readRoomsView, type RoomsView, writeRoomsView } from './readRoomsView';
import { RoomList } from './RoomList';
import { RoomsEmpty } from './RoomsEmpty';
import { StartNowButton } from './StartNowButton';
import { useRooms } from './useRooms';

export interface RoomsProps {
  tenant: { slug: string; name: string };
  /** The address that links begin with. */
  siteUrl: string;
}

export function Rooms({ tenant, siteUrl }: RoomsProps) {
  const t = useTranslations('rooms');
  const { data } = useSuspenseQuery(useTRPC().rooms.defaults.queryOptions({ tenant: tenant.slug }));
  const parameters = useSearchParams();
  const view = readRoomsView(parameters.get('q'), parameters.get('view'));
  const [searchText, setSearchText] = useState(view.search);
  const { rooms, hasNextPage, isFetchingNextPage, fetchNextPage } = useRooms(tenant.slug, view);

  const show = (change: Partial<RoomsView>) => {
    // From the address bar, not from the last render: a search that waited may come after a change of view.
    const now = new URLSearchParams(location.search);
    const next = writeRoomsView({ ...readRoomsView(now.get('q'), now.get('view')), ...change });
    history.replaceState(null, '', location.pathname + next);
  };
  const clearSearch = () => {
    show({ search: '' });
    setSearchText('');
  };

  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-6">
        <div>
          <h1 className="text-3xl font-semibold">{t('title')}</h1>
          <p className="mt-1 text-ink-soft">{t('lead')}</p>
        </div>
        {data.mayCreate && (
          <div className="flex flex-wrap gap-3 max-sm:w-full max-sm:flex-col max-sm:[&_button]:w-full">
            <StartNowButton tenant={tenant.slug} />
            <NewRoomDialog tenant={tenant} />
          </div>
        )}
      </div>
      <div className="mt-10 mb-4 flex flex-wrap items-center justify-between gap-3">
        <PausedSearch
          label={t('search')}
          text={searchText}
          maxLength={ROOM_NAME_MAX}
          onType={setSearchText}
          onSearch={(search) => show({ search })}
          className="w-full sm:w-72"
        />
        <SegmentedControl
          label={t('views')}
          value={view.deleted ? 'deleted' : 'live'}
          onChange={(value) => show({ deleted: value === 'deleted' })}
          items={[
            { value: 'live', label: t('viewLive') },
            { value: 'deleted', label: t('viewDeleted') },
          ]}
          className="max-sm:w-full"
        />
      </div>
      {rooms?.length === 0 ? (
        <RoomsEmpty view={view} onClearSearch={clearSearch} />
      ) : (
        <RoomList
          label={t('listLabel', { tenant: tenant.name })}
          rooms={rooms ?? []}
          tenant={tenant.slug}
          siteUrl={siteUrl}
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
