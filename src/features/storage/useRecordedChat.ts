'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '@/api/client';
import type { RecordedMessage } from './watchable';

interface Pages {
  data: { pages: { items: readonly RecordedMessage[] }[] } | undefined;
  hasNextPage: boolean;
  isFetching: boolean;
  isError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** One page after the other, to the end: somebody may jump anywhere. */
const useAllPages = ({ data, hasNextPage, isFetching, isError, fetchNextPage }: Pages) => {
  const isNext = hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (isNext) void fetchNextPage();
  }, [isNext, fetchNextPage]);
  return data?.pages.flatMap((page) => page.items) ?? [];
};

/** What was said while a recording ran, in order. */
export const useRecordedChat = (recordingId: string) =>
  useAllPages(
    useInfiniteQuery(
      useTRPC().storage.recordings.chat.infiniteQueryOptions(
        { recordingId },
        { getNextPageParam: (page) => page.nextCursor },
      ),
    ),
  );

/** The same by a link; nothing where the link shows no chat. */
export const useSharedChat = (token: string, hasChat: boolean) =>
  useAllPages(
    useInfiniteQuery(
      useTRPC().storage.recordings.sharedChat.infiniteQueryOptions(
        { token },
        { enabled: hasChat, getNextPageParam: (page) => page.nextCursor },
      ),
    ),
  );
