import { Hand, Maximize2, Minimize2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import { QualityIcon } from './QualityIcon';
import type { Person } from './snapshotRoom';
import { StageButton } from './StageButton';
import { useFullscreen } from '@/ui/useFullscreen';
import { TileView } from './TileView';

export interface TileProps {
  person: Person;
  /** The own camera's picture while it is still on its way to LiveKit. */
  preview?: MediaStreamTrack | null | undefined;
  /** In a strip beside a shared screen: no button, a smaller face. */
  isSmall?: boolean | undefined;
}

/** One person in the call: their picture or their initials, with name, microphone and connection over it. */
export const Tile = memo(function Tile({ person, preview, isSmall }: TileProps) {
  const t = useTranslations('call');
  const ref = useRef<HTMLDivElement>(null);
  const fullscreen = useFullscreen(ref);
  const name = person.isLocal ? t('you', { name: person.name }) : person.name;
  return (
    <TileView
      tileRef={ref}
      person={person}
      name={name}
      preview={preview}
      isSmall={isSmall}
      isWhole={fullscreen?.isOn}
      mark={
        <>
          {person.handAt > 0 && (
            <Hand role="img" aria-label={t('handRaised')} className="size-4 shrink-0 text-warn" />
          )}
          {person.quality !== 'good' && <QualityIcon quality={person.quality} className="shrink-0" />}
        </>
      }
    >
      {fullscreen && !isSmall && (
        <StageButton
          label={fullscreen.isOn ? t('exitFullscreen') : t('fullscreenOf', { name })}
          onPress={fullscreen.toggle}
          className="opacity-0 group-hover/tile:opacity-100 focus-visible:opacity-100"
        >
          {fullscreen.isOn ? <Minimize2 /> : <Maximize2 />}
        </StageButton>
      )}
    </TileView>
  );
});
