import { expect, test } from 'vitest';
import { usageParts, usageState } from './usageParts';

const none = { image: 0, video: 0, audio: 0, document: 0, archive: 0, other: 0 };

test('each kind has its share of the quota, one after the other', () => {
  expect(usageParts({ used: 60, quota: 100, byKind: { ...none, image: 20, video: 40 } })).toEqual([
    { kind: 'image', bytes: 20, from: 0, width: 20 },
    { kind: 'video', bytes: 40, from: 20, width: 40 },
  ]);
});

test('a bar that is overdrawn is full, and no longer', () => {
  const parts = usageParts({ used: 200, quota: 100, byKind: { ...none, archive: 50, other: 150 } });
  expect(parts.map(({ width }) => width)).toEqual([25, 75]);
});

test('a little among much can still be seen', () => {
  const [part] = usageParts({ used: 1, quota: 1e12, byKind: { ...none, audio: 1 } });
  expect(part?.width).toBe(0.5);
});

test('people are warned from 80 percent on', () => {
  expect(usageState({ used: 79, quota: 100 })).toBe('fine');
  expect(usageState({ used: 80, quota: 100 })).toBe('warn');
  expect(usageState({ used: 100, quota: 100 })).toBe('full');
  expect(usageState({ used: 0, quota: 0 })).toBe('full');
});
