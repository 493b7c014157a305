'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Avatar } from '@/ui/Avatar';
import { Button } from '@/ui/Button';
import { clock } from '@/ui/clock';
import type { Playback } from './createPlayback';
import { usePlayback } from './usePlayback';
import { useSpokenTime } from './useSpokenTime';
import type { RecordedMessage } from './watchable';

/** Pixels from the end at which somebody who scrolls is at it. */
const AT_END = 40;

export interface ChatReplayProps {
  playback: Playback;
  /** In order. */
  messages: readonly RecordedMessage[];
  renderText: (body: string) => ReactNode;
}

/** What had been said in the chat by the time that plays. It follows until somebody scrolls away from its end. */
export function ChatReplay({ playback, messages, renderText }: ChatReplayProps) {
  const t = useTranslations('recordings');
  const box = useRef<HTMLDivElement>(null);
  const [isFollowing, setIsFollowing] = useState(true);
  const count = usePlayback(
    playback,
    ({ time }) => messages.findLastIndex(({ at }) => at <= time + 0.05) + 1,
  );

  useLayoutEffect(() => {
    const { current } = box;
    if (current && isFollowing && count > 0) current.scrollTop = current.scrollHeight;
  }, [count, isFollowing]);

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        role="log"
        aria-label={t('chatLog')}
        // It scrolls, so it must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setIsFollowing(scrollHeight - scrollTop - clientHeight < AT_END)
        }
        className="min-h-0 flex-1 overflow-y-auto p-2"
      >
        {count === 0 && (
          <p className="px-4 py-8 text-center text-sm text-ink-soft">
            {messages.length === 0 ? t('noChat') : t('chatSoon')}
          </p>
        )}
        {messages.slice(0, count).map((message) => (
          <Said
            key={message.id}
            message={message}
            onSeek={() => playback.seek(message.at)}
            renderText={renderText}
          />
        ))}
      </div>
      {!isFollowing && count > 0 && (
        <Button
          size="sm"
          iconStart={<ArrowDown />}
          onPress={() => setIsFollowing(true)}
          className="absolute! bottom-3 left-1/2 -translate-x-1/2 rounded-full! shadow-mid"
        >
          {t('toNow')}
        </Button>
      )}
    </div>
  );
}

interface SaidProps {
  message: RecordedMessage;
  onSeek: () => void;
  renderText: (body: string) => ReactNode;
}

function Said({ message: { at, authorName, body }, onSeek, renderText }: SaidProps) {
  const t = useTranslations('recordings');
  const spoken = useSpokenTime();
  return (
    <article className="flex gap-3 rounded-lg px-2 py-1.5 hover:bg-hover">
      <Avatar name={authorName} id={authorName} size="sm" className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 truncate text-sm font-medium">{authorName}</span>
          <AriaButton
            aria-label={t('toMessage', { time: spoken(at) })}
            onPress={onSeek}
            className="cursor-pointer rounded-sm text-xs text-ink-faint tabular-nums hover:text-accent"
          >
            {clock(at)}
          </AriaButton>
        </p>
        {renderText(body)}
      </div>
    </article>
  );
}
