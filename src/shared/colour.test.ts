import { expect, test } from 'vitest';
import { accentOf, contrast } from './colour';

const ODD = [
  '#000000',
  '#ffffff',
  '#ffff00',
  '#0000ff',
  '#7f7f7f',
  '#ff0000',
  '#00ff88',
  '#2f4a8a',
  '#fffde7',
];

test.each(ODD)('%s can be read in both looks: as text, and as the ground of a button', (colour) => {
  for (const look of ['light', 'dark'] as const) {
    const { accent, soft, strong, onAccent } = accentOf(colour, look);
    expect(contrast(accent, soft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent, look === 'light' ? '#f3efe7' : '#212635')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(strong, onAccent)).toBeGreaterThanOrEqual(4.5);
  }
});

test('a colour that can be read stays as it is', () => {
  expect(accentOf('#2f4a8a', 'light').accent).toBe('#2f4a8a');
  expect(accentOf('#9fc0ff', 'dark').accent).toBe('#9fc0ff');
});

test('black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
