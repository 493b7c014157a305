export interface GridSpace {
  width: number;
  height: number;
  /** How many tiles there are, on every page together. */
  count: number;
  gap: number;
  /** No tile gets narrower: what doesn't fit goes to the next page. */
  minWidth: number;
  /** Width by height of the tallest tile: the higher, the less of a picture is cut off. */
  tallest: number;
}

export interface GridLayout {
  columns: number;
  rows: number;
  tileWidth: number;
  tileHeight: number;
  perPage: number;
  pages: number;
}

export interface TilePosition {
  left: number;
  top: number;
}

/** No tile is wider than a film. */
const WIDEST = 16 / 9;
const PER_PAGE_MAX = 25;

const fit = ({ width, height, gap, tallest }: GridSpace, count: number, columns: number) => {
  const rows = Math.ceil(count / columns);
  const cellWidth = (width - gap * (columns - 1)) / columns;
  const cellHeight = (height - gap * (rows - 1)) / rows;
  const tileWidth = Math.max(0, Math.floor(Math.min(cellWidth, cellHeight * WIDEST)));
  const tileHeight = Math.max(0, Math.floor(Math.min(cellHeight, tileWidth / tallest)));
  return { columns, rows, tileWidth, tileHeight };
};

/** How much of a 16:9 picture a tile shows, cut as `object-fit: cover` cuts it: tall tiles show less of it. */
const shownArea = ({ tileWidth, tileHeight }: { tileWidth: number; tileHeight: number }) =>
  Math.min(tileWidth, tileHeight * WIDEST) * Math.min(tileHeight, tileWidth);

const bestFit = (space: GridSpace, count: number) => {
  let best = fit(space, count, 1);
  for (let columns = 2; columns <= count; columns += 1) {
    const next = fit(space, count, columns);
    if (shownArea(next) > shownArea(best)) best = next;
  }
  return best;
};

/** The rows and columns that make tiles largest, and how many pages it takes at that. */
export const gridLayout = (space: GridSpace): GridLayout => {
  const count = Math.max(1, space.count);
  let perPage = Math.min(count, PER_PAGE_MAX);
  let best = bestFit(space, perPage);
  while (perPage > 1 && best.tileWidth < space.minWidth) {
    perPage -= 1;
    best = bestFit(space, perPage);
  }
  return { ...best, perPage, pages: Math.ceil(count / perPage) };
};

/** Where each of `shown` tiles goes; the grid is centred, and so is a last row that isn't full. */
export const tilePositions = (
  layout: GridLayout,
  { width, height, gap }: Pick<GridSpace, 'width' | 'height' | 'gap'>,
  shown: number,
): TilePosition[] => {
  const { columns, tileWidth, tileHeight } = layout;
  const rows = Math.ceil(shown / columns);
  const top = (height - rows * tileHeight - (rows - 1) * gap) / 2;
  return Array.from({ length: shown }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? shown - row * columns : columns;
    const left = (width - inRow * tileWidth - (inRow - 1) * gap) / 2;
    return {
      left: Math.round(left + (index % columns) * (tileWidth + gap)),
      top: Math.round(top + row * (tileHeight + gap)),
    };
  });
};
