import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/api/client';
import type { Message } from '@/api/LiveEvent';
import { SEARCH_MAX } from '@/shared/messageLimits';
import { LoadMore } from '@/ui/LoadMore';
import { SearchField } from '@/ui/SearchField';
import { Spinner } from '@/ui/Spinner';
import { useChat } from './ChatContext';
import { excerptOf } from './excerptOf';
import { formatMoment } from './formatMoment';
import { useSettled } from './useSettled';

const SETTLED_MS = 200;

const focus = (field: HTMLInputElement | null) => field?.focus();

/** Looks for a word in all that was said in the room; a hit leads to its place in the conversation. */
export function ChatSearch({ onJump }: { onJump: () => void }) {
  const t = useTranslations('chat');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { roomId, store } = useChat();
  const [text, setText] = useState('');
  const query = useSettled(text.trim(), SETTLED_MS);
  const { data, isFetching, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: trpc.chat.search.queryKey({ roomId, query }),
      queryFn: async ({ pageParam, signal }) =>
        await client.chat.search.query({ roomId, query, before: pageParam }, { signal }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      enabled: query !== '',
    });
  const hits = query === '' ? [] : (data?.pages.flatMap((page) => page.items) ?? []);
  const isSettled = query !== '' && !isFetching && !isPlaceholderData;
  const jump = (message: Message) => {
    void store.jumpTo(message);
    onJump();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-2 px-3 pb-2">
        <SearchField
          label={t('searchMessages')}
          value={text}
          onChange={setText}
          maxLength={SEARCH_MAX}
          inputRef={focus}
          className="flex-1"
        />
      </div>
      <p role="status" className="flex h-6 items-center gap-2 px-4 text-xs text-ink-soft">
        {query !== '' && isFetching && <Spinner className="size-3.5" />}
        {isSettled &&
          (hits.length === 0 ? t('noHits') : t(hasNextPage ? 'manyHits' : 'hits', { count: hits.length }))}
      </p>
      <ul aria-label={t('hitsLabel')} className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-3">
        {hits.map((message) => (
          <li key={message.id}>
            <Hit message={message} query={query} onPress={() => jump(message)} />
          </li>
        ))}
        <LoadMore
          hasMore={hasNextPage}
          isLoading={isFetchingNextPage}
          onLoadMore={() => void fetchNextPage()}
        />
      </ul>
    </div>
  );
}

function Hit({ message, query, onPress }: { message: Message; query: string; onPress: () => void }) {
  const locale = useLocale();
  const { before, match, after } = excerptOf(message.body, query);
  return (
    <button
      type="button"
      onClick={onPress}
      className="block w-full cursor-pointer rounded-lg px-2 py-2 text-left text-sm outline-offset-[-2px] hover:bg-hover"
    >
      <span className="flex items-baseline justify-between gap-2">
        <span className="truncate font-medium">{message.authorName}</span>
        <time dateTime={message.createdAt} className="shrink-0 text-xs text-ink-faint">
          {formatMoment(locale, 'moment', message.createdAt)}
        </time>
      </span>
      <span className="line-clamp-2 wrap-anywhere text-ink-soft">
        {before}
        <mark className="rounded-sm bg-warn-soft px-0.5 font-medium text-warn">{match}</mark>
        {after}
      </span>
    </button>
  );
}
