import { expect, it } from 'vitest';
import { loudness } from './watchLevel';

const tone = (amplitude: number) =>
  Float32Array.from({ length: 1024 }, (_, i) => amplitude * Math.sin(i / 5));

it('is 0 in silence and for the noise of a quiet room', () => {
  expect(loudness(new Float32Array(1024))).toBe(0);
  expect(loudness(tone(0.001))).toBe(0);
});

it('grows with the voice and ends at 1', () => {
  const levels = [0.005, 0.02, 0.1, 0.3].map((amplitude) => loudness(tone(amplitude)));
  expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  expect(levels[0]).toBeGreaterThan(0);
  expect(levels[3]).toBeLessThan(1);
  expect(loudness(tone(1))).toBe(1);
});
