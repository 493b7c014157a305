import type { RecordingLayout } from '@/shared/recordings';
import type { Arrangement } from './arrangeRecording';
import { gridLayout, tilePositions } from './gridLayout';

export interface Place {
  id: string;
  left: number;
  top: number;
  width: number;
  height: number;
  isSmall: boolean;
}

export interface RecordingSpace {
  width: number;
  height: number;
}

export const GRID_PLACES = 25;
export const STRIP_PLACES = 5;
const GAP = 12;
const FILM = 16 / 9;
/** Pictures may lose a little at their sides to become larger. */
const TALLEST = 4 / 3;

interface Box extends RecordingSpace {
  left: number;
}

/** `ids` as large as the box allows; none is on another page, and the first ones win. */
const grid = (ids: readonly string[], box: Box, tallest: number): Place[] => {
  const space = { width: box.width, height: box.height, count: ids.length, gap: GAP, minWidth: 0, tallest };
  const layout = gridLayout(space);
  const shown = ids.slice(0, layout.perPage);
  const positions = tilePositions(layout, space, shown.length);
  return shown.map((id, index) => ({
    id,
    left: box.left + (positions[index]?.left ?? 0),
    top: positions[index]?.top ?? 0,
    width: layout.tileWidth,
    height: layout.tileHeight,
    isSmall: false,
  }));
};

/** One below the other, each a film's shape: as wide as lets five of them stand above each other. */
const strip = (ids: readonly string[], { width, height }: RecordingSpace): Place[] => {
  const wanted = Math.round(width / 6);
  const tallest = (height - GAP * (STRIP_PLACES - 1)) / STRIP_PLACES;
  const tileWidth = Math.floor(Math.min(wanted, tallest * FILM));
  const tileHeight = Math.floor(tileWidth / FILM);
  const shown = ids.slice(0, STRIP_PLACES);
  const top = Math.round((height - shown.length * tileHeight - (shown.length - 1) * GAP) / 2);
  return shown.map((id, index) => ({
    id,
    left: width - tileWidth,
    top: top + index * (tileHeight + GAP),
    width: tileWidth,
    height: tileHeight,
    isSmall: true,
  }));
};

/** Where everything stands in a recording: a shared screen is never left out, and no picture twice. */
export const recordingPlaces = (
  layout: RecordingLayout,
  space: RecordingSpace,
  shares: readonly string[],
  { large, order }: Arrangement,
): Place[] => {
  if (layout === 'grid') {
    const ids = [...shares, ...order];
    return ids.length === 0 ? [] : grid(ids, { ...space, left: 0 }, TALLEST);
  }
  // The newest of several screens is the one that is talked about.
  const screen = layout === 'screen' ? shares.at(-1) : undefined;
  const main = screen ?? large;
  if (main === null) return grid(shares, { ...space, left: 0 }, TALLEST);
  const beside = strip(
    [...shares, ...order].filter((id) => id !== main),
    space,
  );
  const width = beside[0] ? beside[0].left - GAP : space.width;
  const whole = { id: main, left: 0, top: 0, width, height: space.height, isSmall: false };
  return [...(screen === undefined ? grid([main], { ...space, width, left: 0 }, FILM) : [whole]), ...beside];
};

/** Whether a person is large, or a screen is. */
export const hasLargePerson = (layout: RecordingLayout, shareCount: number): boolean =>
  layout === 'speaker' || (layout === 'screen' && shareCount === 0);
