import { Maximize2, MicOff, Minimize2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import { QualityIcon } from './QualityIcon';
import type { Person } from './snapshotRoom';
import { StageButton } from './StageButton';
import { TrackVideo } from './TrackVideo';
import { useFullscreen } from '@/ui/useFullscreen';

export interface TileProps {
  person: Person;
  /** The own camera's picture while it is still on its way to LiveKit. */
  preview?: MediaStreamTrack | null | undefined;
  /** In a strip beside a shared screen: no button, a smaller face. */
  isSmall?: boolean | undefined;
}

/** One person: their picture or their initials, with name, microphone and connection over it. */
export const Tile = memo(function Tile({ person, preview, isSmall }: TileProps) {
  const t = useTranslations('call');
  const ref = useRef<HTMLDivElement>(null);
  const fullscreen = useFullscreen(ref);
  const picture = person.camera ?? preview;
  const name = person.isLocal ? t('you', { name: person.name }) : person.name;
  return (
    <div
      ref={ref}
      role="group"
      aria-label={name}
      data-identity={person.identity}
      data-speaking={person.isSpeaking}
      className={cx(
        'group/tile relative size-full overflow-hidden bg-stage-raised',
        isSmall ? 'rounded-xl' : 'rounded-2xl',
      )}
    >
      {picture ? (
        <TrackVideo
          track={picture}
          label={t('cameraOf', { name })}
          isMirrored={person.isLocal}
          className={fullscreen?.isOn ? 'object-contain' : 'object-cover'}
        />
      ) : (
        <div className="@container-[size] grid size-full place-items-center">
          <Avatar
            name={person.name}
            id={person.identity}
            src={pictureUrl(person.avatarId)}
            className="aspect-square size-[clamp(2.5rem,34cqmin,9rem)] text-[clamp(0.875rem,12cqmin,3.25rem)]"
          />
        </div>
      )}
      {/* Drawn over the picture, so that the ring doesn't move what it surrounds. */}
      <div
        aria-hidden="true"
        className={cx(
          'pointer-events-none absolute inset-0 rounded-[inherit] inset-ring-3 transition-shadow duration-200',
          person.isSpeaking ? 'inset-ring-speaking' : 'inset-ring-transparent',
        )}
      />
      <div className="absolute inset-x-2 bottom-2 flex items-end justify-between gap-2">
        <span className="flex min-w-0 items-center gap-1.5 rounded-lg bg-stage/80 px-2.5 py-1 text-xs text-on-stage sm:text-sm">
          {!person.isMicrophoneOn && (
            <MicOff
              role="img"
              aria-label={t('microphoneOff')}
              className="size-3.5 shrink-0 text-on-stage-off"
            />
          )}
          <span className="truncate">{name}</span>
          {person.quality !== 'good' && <QualityIcon quality={person.quality} className="shrink-0" />}
        </span>
        {fullscreen && !isSmall && (
          <StageButton
            label={fullscreen.isOn ? t('exitFullscreen') : t('fullscreenOf', { name })}
            onPress={fullscreen.toggle}
            className="opacity-0 group-hover/tile:opacity-100 focus-visible:opacity-100"
          >
            {fullscreen.isOn ? <Minimize2 /> : <Maximize2 />}
          </StageButton>
        )}
      </div>
    </div>
  );
});
