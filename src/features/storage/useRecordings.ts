'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import { useTenantLive } from '@/api/useTenantLive';
import type { RecordingsView } from './readRecordingsView';

/** A tenant's recordings as far as they were asked for, kept true by the tenant's stream. */
export const useRecordings = (tenant: string, view: RecordingsView) => {
  const trpc = useTRPC();
  useTenantLive(tenant);
  const query = useInfiniteQuery(
    trpc.storage.recordings.list.infiniteQueryOptions(
      { tenant, ...view },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchOnWindowFocus: 'always',
      },
    ),
  );
  return { ...query, recordings: query.data?.pages.flatMap((page) => page.items) };
};
