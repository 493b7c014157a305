import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { gridLayout, tilePositions } from './gridLayout';
import { orderTiles } from './orderTiles';
import type { Person } from './snapshotRoom';
import { StageButton } from './StageButton';
import { Tile } from './Tile';
import { useElementSize } from './useElementSize';

export interface Pager {
  turn: (by: 1 | -1) => void;
}

export interface PeopleGridProps {
  people: readonly Person[];
  preview: MediaStreamTrack | null;
  isSmall?: boolean | undefined;
  /** For the arrow keys. */
  pagerRef: RefObject<Pager | null>;
}

/** Everybody, as large as the space allows, on as many pages as it takes. Who isn't on this page isn't sent. */
export function PeopleGrid({ people, preview, isSmall, pagerRef }: PeopleGridProps) {
  const t = useTranslations('call');
  const ref = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(ref);
  const isNarrow = width < 640;
  const space = {
    width,
    height,
    gap: isNarrow ? 8 : 12,
    minWidth: isSmall || isNarrow ? 132 : 220,
    tallest: tallestTile(width, height, isSmall === true),
  };
  const layout = gridLayout({ ...space, count: people.length });

  const [wantedPage, setPage] = useState(0);
  const page = Math.min(wantedPage, layout.pages - 1);
  const turn = (by: 1 | -1) => setPage(Math.min(Math.max(page + by, 0), layout.pages - 1));
  useImperativeHandle(pagerRef, () => ({ turn }));

  const [order, setOrder] = useState<readonly string[]>([]);
  const nextOrder = orderTiles(order, people, layout.perPage);
  if (nextOrder.join() !== order.join()) setOrder(nextOrder);

  const byIdentity = new Map(people.map((person) => [person.identity, person]));
  const shown = nextOrder
    .slice(page * layout.perPage, (page + 1) * layout.perPage)
    .flatMap((identity) => byIdentity.get(identity) ?? []);
  const positions = tilePositions(layout, space, shown.length);

  return (
    <section
      ref={ref}
      aria-label={t('people')}
      className="relative size-full min-h-0 min-w-0 overflow-hidden"
    >
      {width > 0 &&
        shown.map((person, index) => (
          <div
            key={person.identity}
            className="absolute top-0 left-0 motion-safe:transition-[translate] motion-safe:duration-200"
            style={{
              width: layout.tileWidth,
              height: layout.tileHeight,
              translate: `${positions[index]?.left ?? 0}px ${positions[index]?.top ?? 0}px`,
            }}
          >
            <Tile person={person} preview={person.isLocal ? preview : null} isSmall={isSmall} />
          </div>
        ))}
      {layout.pages > 1 && (
        <nav
          aria-label={t('pages')}
          className="absolute inset-x-0 top-2 mx-auto flex w-fit items-center gap-1 rounded-full bg-stage/80 p-1 text-xs text-on-stage tabular-nums"
        >
          <StageButton label={t('shortcuts.previousPage')} onPress={() => turn(-1)}>
            <ChevronLeft />
          </StageButton>
          <span aria-live="polite">{t('pageOf', { page: page + 1, pages: layout.pages })}</span>
          <StageButton label={t('shortcuts.nextPage')} onPress={() => turn(1)}>
            <ChevronRight />
          </StageButton>
        </nav>
      )}
    </section>
  );
}

/** A strip shows whole pictures; else tiles may be almost square, and upright where the screen is. */
const tallestTile = (width: number, height: number, isSmall: boolean) => {
  if (isSmall) return 3 / 2;
  return width < height ? 3 / 4 : 6 / 5;
};
