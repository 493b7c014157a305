import type { Room } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import type { RecordingLayout } from '@/shared/recordings';
import { type Arrangement, arrangeRecording } from './arrangeRecording';
import { GRID_PLACES, hasLargePerson, recordingPlaces, STRIP_PLACES } from './recordingPlaces';
import { ScreenView } from './ScreenView';
import type { Person, Share } from './snapshotRoom';
import { TileView } from './TileView';
import { useElementSize } from './useElementSize';
import { useSentQuality } from './useSentQuality';
import { useSteadySpeakers } from './useSteadySpeakers';

export interface RecordingStageProps {
  room: Room;
  layout: RecordingLayout;
  hasNames: boolean;
  people: readonly Person[];
  shares: readonly Share[];
  spotlight: string | null;
}

/** The pictures of a recording. Each is one element for as long as it is there, so that none goes black when it moves. */
export function RecordingStage({ room, layout, hasNames, people, shares, spotlight }: RecordingStageProps) {
  const t = useTranslations('recording.page');
  const ref = useRef<HTMLDivElement>(null);
  const size = useElementSize(ref);
  const steady = useSteadySpeakers(people);
  const [before, setBefore] = useState<Arrangement>({ large: null, order: [] });
  const arrangement = arrangeRecording(before, people, {
    hasLarge: hasLargePerson(layout, shares.length),
    steady,
    spotlight,
    places: (layout === 'grid' ? GRID_PLACES : STRIP_PLACES) - (layout === 'screen' ? 0 : shares.length),
  });
  if (JSON.stringify(arrangement) !== JSON.stringify(before)) setBefore(arrangement);

  const shareIds = shares.map(({ id }) => id);
  const places = size.width > 0 ? recordingPlaces(layout, size, shareIds, arrangement) : [];
  useSentQuality(room, places);
  const shownPeople = new Map(people.map((person) => [person.identity, person]));
  const shownShares = new Map(shares.map((share) => [share.id, share]));
  return (
    <div ref={ref} data-layout={layout} className="relative min-h-0 flex-1 overflow-hidden">
      {people.length === 0 && shares.length === 0 && (
        <p className="grid size-full place-items-center text-lg text-on-stage-soft">{t('empty')}</p>
      )}
      {places
        // The order of the elements never changes: one that is put elsewhere in the page starts anew.
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, left, top, width, height, isSmall }) => {
          const person = shownPeople.get(id);
          const share = shownShares.get(id);
          return (
            <div key={id} className="absolute" style={{ left, top, width, height }}>
              {person && <TileView person={person} name={person.name} isSmall={isSmall} hasName={hasNames} />}
              {share && <ScreenView share={share} hasName={hasNames} />}
            </div>
          );
        })}
    </div>
  );
}
