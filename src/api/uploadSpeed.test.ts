import { describe, expect, test } from 'vitest';
import { type Sample, speedOf, withSample } from './uploadSpeed';

const after = (...samples: [at: number, bytes: number][]) =>
  samples.reduce<readonly Sample[]>((all, [at, bytes]) => withSample(all, { at, bytes }), []);

describe('the speed of an upload', () => {
  test('is told once half a second has passed', () => {
    expect(speedOf([])).toBeNull();
    expect(speedOf(after([0, 0], [400, 800]))).toBeNull();
    expect(speedOf(after([0, 0], [400, 800], [1_000, 2_000]))).toBe(2_000);
  });

  test('is that of the last five seconds', () => {
    expect(speedOf(after([0, 0], [1_000, 9_000_000], [6_000, 9_000_500], [11_000, 9_001_000]))).toBe(100);
  });

  test('begins anew where the upload goes back', () => {
    expect(after([0, 0], [1_000, 5_000], [2_000, 4_000])).toEqual([{ at: 2_000, bytes: 4_000 }]);
  });
});
