'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import type { RoomsView } from './readRoomsView';

/** A tenant's rooms as far as they were asked for; what changes elsewhere shows on the next look, or in half a minute. */
export const useRooms = (tenant: string, view: RoomsView) => {
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.rooms.list.infiniteQueryOptions(
      { tenant, ...view },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchOnWindowFocus: 'always',
        refetchInterval: 30_000,
      },
    ),
  );
  return { ...query, rooms: query.data?.pages.flatMap((page) => page.items) };
};
