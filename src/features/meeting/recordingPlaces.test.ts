import { expect, test } from 'vitest';
import { type Place, recordingPlaces } from './recordingPlaces';

const SPACE = { width: 1248, height: 688 };
const names = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const alone = (count: number) => ({ large: null, order: names(count) });

const overlap = (a: Place, b: Place) =>
  a.left < b.left + b.width &&
  b.left < a.left + a.width &&
  a.top < b.top + b.height &&
  b.top < a.top + a.height;

const expectTidy = (places: Place[], space = SPACE) => {
  for (const place of places) {
    expect(place.left).toBeGreaterThanOrEqual(0);
    expect(place.top).toBeGreaterThanOrEqual(0);
    expect(place.left + place.width).toBeLessThanOrEqual(space.width);
    expect(place.top + place.height).toBeLessThanOrEqual(space.height);
  }
  for (const [index, place] of places.entries())
    for (const other of places.slice(index + 1)) expect(overlap(place, other)).toBe(false);
};

test.each([1, 2, 3, 5, 12, 25])('a grid of %i shows everybody, whole and beside each other', (count) => {
  const places = recordingPlaces('grid', SPACE, [], alone(count));
  expect(places.map(({ id }) => id)).toEqual(names(count));
  expectTidy(places);
});

test('of thirty a grid shows the first twenty-five, and a screen before all of them', () => {
  expect(recordingPlaces('grid', SPACE, [], alone(30))).toHaveLength(25);
  const places = recordingPlaces('grid', SPACE, ['screen'], alone(30));
  expect(places.map(({ id }) => id)).toEqual(['screen', ...names(24)]);
});

test('the speaker is large and of a camera’s shape, beside at most five others', () => {
  const places = recordingPlaces('speaker', SPACE, [], { large: 'a', order: names(9) });
  expect(places.map(({ id }) => id)).toEqual(['a', ...names(5)]);
  expectTidy(places);
  const [large, small] = places;
  expect((large?.width ?? 0) / (large?.height ?? 1)).toBeCloseTo(16 / 9, 1);
  expect(large?.width).toBeGreaterThan((small?.width ?? 0) * 4);
  expect(places.map(({ isSmall }) => isSmall)).toEqual([false, true, true, true, true, true]);
});

test('alone the speaker has the whole picture', () => {
  const [place] = recordingPlaces('speaker', SPACE, [], { large: 'a', order: [] });
  expect(place?.height).toBeGreaterThan(680);
});

test('a shared screen is large where that was chosen, and small beside the speaker', () => {
  const people = { large: null, order: names(3) };
  const screen = recordingPlaces('screen', SPACE, ['old', 'new'], people);
  expect(screen.map(({ id }) => id)).toEqual(['new', 'old', ...names(3)]);
  expect(screen[0]).toMatchObject({ left: 0, top: 0, height: 688, isSmall: false });
  expectTidy(screen);
  const speaker = recordingPlaces('speaker', SPACE, ['new'], { large: 'a', order: names(3) });
  expect(speaker.map(({ id }) => id)).toEqual(['a', 'new', ...names(3)]);
});

test('a picture of another size is laid out within it, and nobody needs no place', () => {
  const small = { width: 640, height: 328 };
  expectTidy(recordingPlaces('speaker', small, ['s'], { large: 'a', order: names(9) }), small);
  for (const layout of ['grid', 'speaker', 'screen'] as const)
    expect(recordingPlaces(layout, SPACE, [], alone(0))).toEqual([]);
});
