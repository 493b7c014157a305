import type { RefObject } from 'react';
import { cx } from '@/ui/cx';
import { lazyPart } from '@/ui/lazyPart';
import { Aside } from './Aside';
import { type Pager, PeopleGrid } from './PeopleGrid';
import type { CallSnapshot } from './snapshotRoom';
import { Tile } from './Tile';

const ShareStage = lazyPart(async () => await import('./ShareStage'), 'ShareStage');

export interface CallStageProps {
  snapshot: CallSnapshot;
  /** The own camera's picture while it is still on its way to LiveKit. */
  preview: MediaStreamTrack | null;
  pagerRef: RefObject<Pager | null>;
  onStopSharing: () => void;
}

/** The pictures: a shared screen or somebody in the spotlight large with the others beside it, or everybody alike. */
export function CallStage({ snapshot, preview, pagerRef, onStopSharing }: CallStageProps) {
  const { people, shares, spotlight } = snapshot;
  const hasShares = shares.length > 0;
  // What is shared comes first; and alone there is nobody to show somebody to.
  const isOpen = !hasShares && people.length > 1;
  const spotlit = isOpen ? people.find(({ identity }) => identity === spotlight) : undefined;
  const hasLarge = hasShares || spotlit !== undefined;
  return (
    <div className={cx('flex min-h-0 min-w-0 flex-1 flex-col gap-2 sm:gap-3', hasLarge && 'lg:flex-row')}>
      {hasShares && (
        <Aside>
          <ShareStage shares={shares} onStop={onStopSharing} />
        </Aside>
      )}
      {spotlit && (
        <div data-spotlight className="min-h-0 min-w-0 flex-1">
          <Tile person={spotlit} preview={spotlit.isLocal ? preview : null} />
        </div>
      )}
      <div className={hasLarge ? 'h-24 shrink-0 sm:h-32 lg:h-auto lg:w-56' : 'min-h-0 flex-1'}>
        <PeopleGrid
          people={spotlit ? people.filter((person) => person !== spotlit) : people}
          preview={preview}
          isSmall={hasLarge}
          pagerRef={pagerRef}
        />
      </div>
    </div>
  );
}
