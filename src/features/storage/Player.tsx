'use client';

import { Music, Play, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useRef, useState } from 'react';
import { fileUrl } from '@/shared/fileUrl';
import { Button } from '@/ui/Button';
import { cx } from '@/ui/cx';
import { Spinner } from '@/ui/Spinner';
import { useFullscreen } from '@/ui/useFullscreen';
import type { Playback } from './createPlayback';
import { PlayerControls } from './PlayerControls';
import { PlayerKeysDialog } from './PlayerKeysDialog';
import { PlayerMenu, type Quality } from './PlayerMenu';
import { usePictureInPicture } from './usePictureInPicture';
import { usePlayback } from './usePlayback';
import { usePlayerKeys } from './usePlayerKeys';
import type { Watchable } from './watchable';

export interface PlayerProps {
  playback: Playback;
  watchable: Watchable;
}

/** A recording with controls of our own, dark whatever the theme. */
export function Player({ playback, watchable }: PlayerProps) {
  const t = useTranslations('recordings');
  const { files, recording } = watchable;
  const frame = useRef<HTMLElement>(null);
  const media = useRef<HTMLMediaElement | null>(null);
  const [wanted, setWanted] = useState<Quality>('original');
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const fullscreen = useFullscreen(frame);
  const pictureInPicture = usePictureInPicture(media);
  usePlayerKeys(playback, {
    fullscreen: () => fullscreen?.toggle(),
    help: () => setIsHelpOpen(true),
  });

  const quality = wanted === 'small' && files.small ? 'small' : 'original';
  const attach = useCallback(
    (element: HTMLMediaElement | null) => {
      media.current = element;
      return playback.attach(element);
    },
    [playback],
  );
  const shown = {
    ref: attach,
    src: fileUrl(files[quality]?.id ?? recording.id),
    preload: 'metadata',
    'aria-label': recording.name,
    onClick: playback.toggle,
  } as const;

  return (
    <section
      ref={frame}
      aria-label={t('player')}
      className="flex flex-col overflow-hidden bg-stage text-on-stage sm:rounded-2xl [&:fullscreen]:rounded-none"
    >
      <div
        className={cx(
          'relative min-h-0 flex-1 bg-black',
          recording.isAudioOnly
            ? 'grid h-48 place-items-center'
            : 'aspect-video in-[:fullscreen]:aspect-auto',
        )}
      >
        {recording.isAudioOnly ? (
          <>
            <Music aria-hidden="true" className="size-16 text-on-stage-soft/50" />
            {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
            <audio {...shown} />
          </>
        ) : (
          // What people say in a meeting has no captions; its chat stands beside it. The keyboard has its button and keys.
          // oxlint-disable-next-line jsx-a11y/media-has-caption, jsx-a11y/click-events-have-key-events
          <video
            {...shown}
            playsInline
            poster={watchable.hasPoster ? fileUrl(recording.id, 'thumbnail') : undefined}
            className="absolute inset-0 size-full cursor-pointer object-contain"
          />
        )}
        <Over playback={playback} />
      </div>
      <PlayerControls
        playback={playback}
        watchable={watchable}
        fullscreen={fullscreen}
        pictureInPicture={pictureInPicture}
        onHelp={() => setIsHelpOpen(true)}
        menu={
          <PlayerMenu
            playback={playback}
            qualities={files.small ? ['original', 'small'] : ['original']}
            quality={quality}
            onQuality={(chosen) => {
              if (chosen === quality) return;
              playback.keepPlace();
              setWanted(chosen);
            }}
          />
        }
      />
      <PlayerKeysDialog isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} />
    </section>
  );
}

/** What lies over the picture: that it loads, that it failed, or a large sign to press before it has begun. */
function Over({ playback }: { playback: Playback }) {
  const t = useTranslations('recordings');
  const hasFailed = usePlayback(playback, (state) => state.hasFailed);
  const isWaiting = usePlayback(playback, (state) => state.isWaiting);
  const isPaused = usePlayback(playback, (state) => state.isPaused);
  if (hasFailed)
    return (
      <div
        role="alert"
        className="absolute inset-0 flex flex-col items-center justify-center gap-4 bg-stage/90 px-6 text-center"
      >
        <p className="max-w-sm text-sm">{t('playFailed')}</p>
        <Button variant="stage" iconStart={<RotateCw />} onPress={playback.retry}>
          {t('retry')}
        </Button>
      </div>
    );
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center">
      {isWaiting && <Spinner label={t('waiting')} className="size-12" />}
      {isPaused && (
        <span
          aria-hidden="true"
          className="grid size-16 place-items-center rounded-full bg-stage/75 text-on-stage shadow-high"
        >
          <Play className="ml-1 size-7 fill-current" />
        </span>
      )}
    </div>
  );
}
