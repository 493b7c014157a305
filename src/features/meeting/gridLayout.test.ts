import { describe, expect, it } from 'vitest';
import { gridLayout, tilePositions } from './gridLayout';

const desktop = { width: 1248, height: 700, gap: 12, minWidth: 220, tallest: 6 / 5 };
const phone = { width: 374, height: 640, gap: 8, minWidth: 150, tallest: 3 / 4 };

describe('gridLayout', () => {
  it('gives one person all of the height or all of the width', () => {
    const { tileWidth, tileHeight, pages } = gridLayout({ ...desktop, count: 1 });
    expect(pages).toBe(1);
    expect(tileHeight === 700 || tileWidth === 1248).toBe(true);
  });

  it('puts two side by side on a wide screen and one above the other on a phone', () => {
    expect(gridLayout({ ...desktop, count: 2 })).toMatchObject({ columns: 2, rows: 1 });
    expect(gridLayout({ ...phone, count: 2 })).toMatchObject({ columns: 1, rows: 2 });
  });

  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    'shows all of %i people over its pages',
    (count) => {
      for (const space of [desktop, phone]) {
        const layout = gridLayout({ ...space, count });
        expect(layout.perPage * layout.pages).toBeGreaterThanOrEqual(count);
        expect(layout.perPage * (layout.pages - 1)).toBeLessThan(count);
        expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(layout.perPage);
        expect(layout.tileWidth).toBeGreaterThanOrEqual(space.minWidth);
      }
    },
  );

  it('keeps every tile inside and none over another', () => {
    for (let count = 1; count <= 25; count += 1) {
      const layout = gridLayout({ ...desktop, count });
      const shown = Math.min(count, layout.perPage);
      const tiles = tilePositions(layout, desktop, shown);
      expect(tiles).toHaveLength(shown);
      for (const [index, tile] of tiles.entries()) {
        expect(tile.left).toBeGreaterThanOrEqual(0);
        expect(tile.top).toBeGreaterThanOrEqual(0);
        expect(tile.left + layout.tileWidth).toBeLessThanOrEqual(desktop.width + 1);
        expect(tile.top + layout.tileHeight).toBeLessThanOrEqual(desktop.height + 1);
        for (const other of tiles.slice(index + 1)) {
          const isApart =
            other.left >= tile.left + layout.tileWidth ||
            other.top >= tile.top + layout.tileHeight ||
            other.left + layout.tileWidth <= tile.left;
          expect(isApart).toBe(true);
        }
      }
    }
  });

  it('centres a last row that is not full', () => {
    const layout = gridLayout({ ...desktop, count: 3 });
    expect(layout).toMatchObject({ columns: 2, rows: 2 });
    const last = tilePositions(layout, desktop, 3)[2];
    expect(last?.left).toBe(Math.round((desktop.width - layout.tileWidth) / 2));
  });

  it('survives a container without size', () => {
    expect(gridLayout({ width: 0, height: 0, gap: 12, minWidth: 220, tallest: 1, count: 9 })).toMatchObject({
      perPage: 1,
      pages: 9,
      tileWidth: 0,
    });
  });
});
