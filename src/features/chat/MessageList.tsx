import { ArrowDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import { Button } from '@/ui/Button';
import { useChat, useChatSnapshot } from './ChatContext';
import { formatDay } from './formatMoment';
import { groupMessages } from './groupMessages';
import { MessageRow } from './MessageRow';
import { useFollow } from './useFollow';

/** The conversation, of which only what is in view is on the page. */
export function MessageList() {
  const t = useTranslations('chat');
  const { store, self } = useChat();
  const { messages, outgoing, newAfter, hasNewer, hasOlder, unread, isPrepended } = useChatSnapshot();
  const rows = useMemo(
    () => groupMessages(messages, outgoing, { newAfter, selfId: self.id }),
    [messages, outgoing, newAfter, self.id],
  );
  const list = useRef<VListHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { isAtEnd, markedId, onScroll, onResize } = useFollow({ list, frame }, rows);
  return (
    <div ref={frame} className="relative min-h-0 flex-1">
      <VList
        ref={list}
        data={rows}
        // The list holds on to its end where older ones are put before the others, and only there.
        shift={isPrepended}
        bufferSize={400}
        onScroll={onScroll}
        onResize={onResize}
        role="log"
        // What is scrolled into view is not news: `ChatNotifier` says what is.
        aria-live="off"
        aria-label={t('messages')}
        tabIndex={0}
        // virtua takes pointer events away while the list moves, and a browser tells nobody when they are back: what
        // came to rest under a pointer would show no buttons.
        className="h-full overscroll-contain pb-2 outline-offset-[-2px] *:pointer-events-auto!"
      >
        {(row, index) => (
          <div key={row.message.id}>
            {index === 0 && !hasOlder && (
              <p className="px-4 pt-4 pb-1 text-center text-xs text-ink-faint">{t('beginning')}</p>
            )}
            {row.isNewDay && <Day moment={row.message.createdAt} />}
            {row.isFirstNew && <NewLine />}
            <MessageRow row={row} isMarked={row.message.id === markedId} />
          </div>
        )}
      </VList>
      {!isAtEnd && (
        <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
          <Button
            size="sm"
            variant={unread > 0 ? 'primary' : 'secondary'}
            iconStart={<ArrowDown />}
            onPress={store.toNewest}
            className="pointer-events-auto animate-rise rounded-full! shadow-mid"
          >
            {unread > 0 ? t('newBelow', { count: unread }) : t(hasNewer ? 'toNewest' : 'toEnd')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Day({ moment }: { moment: string }) {
  const locale = useLocale();
  const t = useTranslations('chat');
  return (
    <div className="flex items-center gap-3 px-4 pt-4 pb-1.5 text-xs font-medium text-ink-soft">
      <span className="h-px flex-1 bg-line" />
      <time dateTime={moment}>{formatDay(locale, moment) ?? t('today')}</time>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

function NewLine() {
  const t = useTranslations('chat');
  return (
    <div
      role="separator"
      aria-label={t('new')}
      className="flex items-center gap-2 px-4 pt-2 text-xs font-semibold text-danger-ink"
    >
      <span className="h-px flex-1 bg-danger-ink/50" />
      <span aria-hidden="true">{t('new')}</span>
    </div>
  );
}
