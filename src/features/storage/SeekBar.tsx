'use client';

import { useTranslations } from 'next-intl';
import { type PointerEvent, useState } from 'react';
import type { Playback } from './createPlayback';
import { SeekHint } from './SeekHint';
import { usePlayback } from './usePlayback';
import { useSpokenTime } from './useSpokenTime';
import type { Watchable } from './watchable';

export interface SeekBarProps {
  playback: Playback;
  watchable: Watchable;
}

/** Where a pointer is over a bar, from 0 to 1. */
const shareAt = ({ clientX, currentTarget }: PointerEvent) => {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
};

/** The whole length: what is loaded, where one is, where chapters begin; a press or a drag goes there. */
export function SeekBar({ playback, watchable }: SeekBarProps) {
  const t = useTranslations('recordings');
  const spoken = useSpokenTime();
  const time = usePlayback(playback, (state) => state.time);
  const duration = usePlayback(playback, (state) => state.duration);
  const buffered = usePlayback(playback, (state) => state.buffered);
  const [pointed, setPointed] = useState<number | null>(null);
  const whole = Math.max(duration, 0.001);
  const percent = (seconds: number) => `${Math.min(100, (seconds / whole) * 100)}%`;
  return (
    <div
      className="group relative h-5 pointer-coarse:h-8"
      onPointerMove={(event) => setPointed(shareAt(event))}
      onPointerLeave={() => setPointed(null)}
    >
      <svg
        aria-hidden="true"
        className="absolute inset-x-0 top-1/2 h-1 w-full -translate-y-1/2 overflow-hidden rounded-full transition-[height] group-hover:h-1.5"
      >
        <rect width="100%" height="100%" className="fill-white/20" />
        {buffered.map(([from, to]) => (
          <rect
            key={from}
            x={percent(from)}
            width={percent(to - from)}
            height="100%"
            className="fill-white/25"
          />
        ))}
        <rect width={percent(time)} height="100%" className="fill-[oklch(0.752_0.098_257)]" />
        {watchable.chapters
          .filter(({ at }) => at > 0)
          .map(({ at, kind, name }) => (
            <rect
              key={`${kind}${at}${name}`}
              x={percent(at)}
              width="2"
              height="100%"
              className="fill-stage"
            />
          ))}
      </svg>
      <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full overflow-visible">
        <circle
          cx={percent(time)}
          cy="50%"
          r="6"
          className="fill-on-stage transition-[r] group-has-focus-visible:stroke-focus group-has-focus-visible:stroke-3"
        />
      </svg>
      <input
        type="range"
        data-seek
        min={0}
        max={whole}
        step="any"
        value={Math.min(time, whole)}
        onChange={(event) => playback.seek(event.target.valueAsNumber)}
        aria-label={t('seek')}
        aria-valuetext={t('seekText', { time: spoken(time), total: spoken(duration) })}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
      {pointed !== null && <SeekHint share={pointed} seconds={pointed * duration} watchable={watchable} />}
    </div>
  );
}
