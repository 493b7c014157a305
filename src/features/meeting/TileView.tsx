import { MicOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { pictureUrl } from '@/shared/fileUrl';
import { Avatar } from '@/ui/Avatar';
import { cx } from '@/ui/cx';
import type { Person } from './snapshotRoom';
import { TrackVideo } from './TrackVideo';

export interface TileViewProps {
  person: Person;
  name: string;
  /** The own camera's picture while it is still on its way to LiveKit. */
  preview?: MediaStreamTrack | null | undefined;
  isSmall?: boolean | undefined;
  /** The picture's edges are shown too, if with bars beside it. */
  isWhole?: boolean | undefined;
  /** What stands over the picture at its lower edge; the name is not written without it. */
  hasName?: boolean | undefined;
  /** Behind the name. */
  mark?: ReactNode;
  /** In the other corner. */
  children?: ReactNode;
  tileRef?: RefObject<HTMLDivElement | null>;
}

/** One person as they are seen: in the call, where buttons are added, and in a recording, where none are. */
export function TileView({
  person,
  name,
  preview,
  isSmall,
  isWhole,
  hasName = true,
  mark,
  children,
  tileRef,
}: TileViewProps) {
  const t = useTranslations('call');
  const picture = person.camera ?? preview;
  return (
    <div
      ref={tileRef}
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
          className={isWhole ? 'object-contain' : 'object-cover'}
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
      {hasName && (
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
            {mark}
          </span>
          {children}
        </div>
      )}
    </div>
  );
}
