'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { watchLevel } from './watchLevel';

const HEARD = 0.25;
const SILENCE_MS = 5000;
const SPOKEN_MS = 500;

/** How loud the microphone is; drawn on the element itself, sixty times a second and without React. */
export function MicrophoneLevel({ track }: { track: MediaStreamTrack | null }) {
  const t = useTranslations('prejoin.level');
  const meter = useRef<HTMLDivElement>(null);
  const [isSilent, setSilent] = useState(false);

  useEffect(() => {
    const element = meter.current;
    if (track === null || element === null) return;
    let heardAt = performance.now();
    let spokenAt = 0;
    const stop = watchLevel(track, (level, now) => {
      element.style.setProperty('--level', level.toFixed(3));
      if (level > HEARD) heardAt = now;
      setSilent(now - heardAt > SILENCE_MS);
      if (now - spokenAt > SPOKEN_MS) {
        spokenAt = now;
        element.setAttribute('aria-valuenow', String(Math.round(level * 100)));
      }
    });
    return () => {
      stop();
      setSilent(false);
      element.style.setProperty('--level', '0');
      element.setAttribute('aria-valuenow', '0');
    };
  }, [track]);

  return (
    <div className="flex flex-col gap-1.5">
      <div
        ref={meter}
        role="meter"
        aria-label={t('label')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        className="relative h-2 bg-line [mask-image:repeating-linear-gradient(to_right,black_0_4px,transparent_4px_7px)] before:absolute before:inset-0 before:origin-left before:scale-x-[var(--level,0)] before:bg-success"
      />
      {isSilent && <p className="text-sm text-ink-soft">{t('silent')}</p>}
    </div>
  );
}
