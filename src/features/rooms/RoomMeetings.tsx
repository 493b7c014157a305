'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { EmptyState } from '@/ui/EmptyState';
import { LoadMore } from '@/ui/LoadMore';
import { MeetingRecord } from './MeetingRecord';

/** A room's meetings, newest first, with who was there. */
export function RoomMeetings({ roomId }: { roomId: string }) {
  const t = useTranslations('rooms');
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.rooms.meetings.infiniteQueryOptions(
      { roomId },
      { getNextPageParam: (page) => page.nextCursor, refetchOnWindowFocus: 'always' },
    ),
  );
  const meetings = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (meetings.length === 0)
    return (
      <EmptyState icon={<History />} title={t('meetingsEmptyTitle')}>
        {t('meetingsEmptyText')}
      </EmptyState>
    );
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {meetings.map((meeting, index) => (
          <li key={meeting.id} className="py-3 first:pt-0 last:pb-0">
            <MeetingRecord meeting={meeting} isOpen={index === 0} />
          </li>
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </>
  );
}
