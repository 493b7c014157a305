'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import { useTenantLive } from '@/api/useTenantLive';
import type { RoomsView } from './readRoomsView';

/** A tenant's rooms as far as they were asked for, kept true by the tenant's stream. */
export const useRooms = (tenant: string, view: RoomsView) => {
  const trpc = useTRPC();
  useTenantLive(tenant);
  const query = useInfiniteQuery(
    trpc.rooms.list.infiniteQueryOptions(
      { tenant, ...view },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchOnWindowFocus: 'always',
      },
    ),
  );
  return { ...query, rooms: query.data?.pages.flatMap((page) => page.items) };
};
