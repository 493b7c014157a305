import { fileUrl } from '@/shared/fileUrl';
import { clock } from '@/ui/clock';
import { chapterAt, useChapterName } from './useChapterName';
import type { Watchable } from './watchable';

const COLUMNS = 10;
const WIDTH = 160;
const HEIGHT = 90;

export interface SeekHintProps {
  /** Where on the bar, from 0 to 1. */
  share: number;
  seconds: number;
  watchable: Watchable;
}

/** What there is at a place that is pointed at: a small picture, its chapter and its time. Drawn in the browser alone. */
export function SeekHint({ share, seconds, watchable }: SeekHintProps) {
  const nameOf = useChapterName();
  const { preview, chapters, recording } = watchable;
  const index = preview && Math.min(preview.count - 1, Math.floor(seconds / preview.seconds));
  const chapter = chapters[chapterAt(chapters, seconds)];
  return (
    <div
      aria-hidden="true"
      // Half its width from either end it stays where it is, and only the time goes on.
      style={{ left: `clamp(${WIDTH / 2}px, ${share * 100}%, calc(100% - ${WIDTH / 2}px))` }}
      className="pointer-events-none absolute bottom-full z-10 mb-1 flex w-40 -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-stage-line bg-stage-raised text-center text-xs text-on-stage shadow-high"
    >
      {index !== null && (
        <span
          className="block h-[90px] w-40 bg-stage"
          style={{
            backgroundImage: `url(${fileUrl(recording.id, 'sheet')})`,
            backgroundPosition: `-${(index % COLUMNS) * WIDTH}px -${Math.floor(index / COLUMNS) * HEIGHT}px`,
          }}
        />
      )}
      <span className="px-2 py-1">
        <span className="block font-medium tabular-nums">{clock(seconds)}</span>
        {chapter && <span className="block truncate text-on-stage-soft">{nameOf(chapter)}</span>}
      </span>
    </div>
  );
}
