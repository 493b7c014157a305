import { expect, test } from 'vitest';
import { thumbnailSize } from './thumbnailSize';

test('a picture alone fits its box at its own shape', () => {
  expect(thumbnailSize({ width: 4000, height: 2000 }, true)).toEqual({ width: 320, height: 160 });
  expect(thumbnailSize({ width: 1000, height: 2000 }, true)).toEqual({ width: 120, height: 240 });
});

test('a small picture is not blown up, and one of a pixel can still be hit', () => {
  expect(thumbnailSize({ width: 100, height: 60 }, true)).toEqual({ width: 100, height: 60 });
  expect(thumbnailSize({ width: 1, height: 1 }, true)).toEqual({ width: 56, height: 24 });
});

test('several stand in lines of one height', () => {
  expect(thumbnailSize({ width: 300, height: 200 }, false)).toEqual({ width: 168, height: 112 });
  expect(thumbnailSize({ width: 9000, height: 100 }, false)).toEqual({ width: 240, height: 112 });
  expect(thumbnailSize({ width: 100, height: 9000 }, false)).toEqual({ width: 56, height: 112 });
});
