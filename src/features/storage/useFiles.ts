'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import { useTenantLive } from '@/api/useTenantLive';
import type { FilesView } from './readFilesView';

/** A tenant's files as far as they were asked for, kept true by the tenant's stream. */
export const useFiles = (tenant: string, view: FilesView) => {
  const trpc = useTRPC();
  useTenantLive(tenant);
  const query = useInfiniteQuery(
    trpc.storage.list.infiniteQueryOptions(
      { tenant, ...view },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchOnWindowFocus: 'always',
      },
    ),
  );
  return { ...query, files: query.data?.pages.flatMap((page) => page.items) };
};
