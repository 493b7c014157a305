'use client';

import { MonitorUp, Play, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { cx } from '@/ui/cx';
import { clock } from '@/ui/clock';
import type { Playback } from './createPlayback';
import { chapterAt, useChapterName } from './useChapterName';
import { usePlayback } from './usePlayback';
import type { Chapter } from './watchable';

const icons = { start: Play, join: UserPlus, share: MonitorUp } satisfies Record<
  Chapter['kind'],
  typeof Play
>;

export interface ChaptersProps {
  playback: Playback;
  chapters: readonly Chapter[];
}

/** Where something begins; a press goes there. */
export function Chapters({ playback, chapters }: ChaptersProps) {
  const t = useTranslations('recordings');
  const nameOf = useChapterName();
  const current = usePlayback(playback, ({ time }) => chapterAt(chapters, time));
  return (
    <ol aria-label={t('chapters')} className="min-h-0 flex-1 overflow-y-auto p-2">
      {chapters.map((chapter, index) => {
        const Icon = icons[chapter.kind];
        return (
          <li key={`${chapter.kind}${chapter.at}${chapter.name}`}>
            <Button
              {...(index === current ? { 'aria-current': 'true' } : {})}
              onPress={() => playback.seek(chapter.at)}
              className={cx(
                'flex min-h-10 w-full cursor-pointer items-center gap-3 rounded-lg px-3 py-1.5 text-left text-sm transition-colors',
                index === current ? 'bg-accent-soft font-medium text-accent' : 'text-ink hover:bg-hover',
              )}
            >
              <Icon aria-hidden="true" className="size-4 shrink-0 opacity-70" />
              <span className="min-w-0 flex-1 truncate">{nameOf(chapter)}</span>
              <span className="shrink-0 text-xs text-ink-soft tabular-nums">{clock(chapter.at)}</span>
            </Button>
          </li>
        );
      })}
    </ol>
  );
}
