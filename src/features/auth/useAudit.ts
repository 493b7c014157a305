'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import { auditFilterOf, type AuditView } from './readAuditView';

/** A tenant's audit log as far as it was asked for. */
export const useAudit = (tenant: string, view: AuditView) => {
  const query = useInfiniteQuery(
    useTRPC().auth.audit.list.infiniteQueryOptions(
      { tenant, ...auditFilterOf(view) },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchOnWindowFocus: 'always',
      },
    ),
  );
  return { ...query, events: query.data?.pages.flatMap((page) => page.items) };
};
