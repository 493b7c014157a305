'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode } from 'react';
import { Tabs } from '@/ui/Tabs';
import { Chapters } from './Chapters';
import { ChatReplay } from './ChatReplay';
import type { Playback } from './createPlayback';
import { Player } from './Player';
import type { RecordedMessage, Watchable } from './watchable';

export interface WatchLayoutProps {
  playback: Playback;
  watchable: Watchable;
  /** Null where the chat isn't shown. */
  messages: readonly RecordedMessage[] | null;
  renderText: (body: string) => ReactNode;
  /** Under the player. */
  children?: ReactNode;
}

/** The player, with chapters and chat beside it; under it on a phone. */
export function WatchLayout({ playback, watchable, messages, renderText, children }: WatchLayoutProps) {
  const t = useTranslations('recordings');
  const { chapters } = watchable;
  const panels = [
    {
      id: 'chapters',
      label: t('chapters'),
      content: <Chapters playback={playback} chapters={chapters} />,
    },
    ...(messages
      ? [
          {
            id: 'chat',
            label: t('chat'),
            content: <ChatReplay playback={playback} messages={messages} renderText={renderText} />,
          },
        ]
      : []),
  ];
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_21rem]">
      <div className="flex min-w-0 flex-col gap-6">
        <div className="max-sm:-mx-4">
          <Player playback={playback} watchable={watchable} />
        </div>
        {children}
      </div>
      <Tabs
        label={t('beside')}
        items={panels}
        className="h-112 overflow-hidden rounded-2xl border border-line bg-surface shadow-low lg:sticky lg:top-22 lg:h-[min(36rem,calc(100dvh-7.5rem))]"
      />
    </div>
  );
}
