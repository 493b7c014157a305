/** Red, green and blue, each from 0 to 255. */
type Rgb = readonly [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** What text in an organisation's colour stands on: the darkest of the light grounds, the lightest of the dark ones. */
const GROUNDS = { light: [243, 239, 231], dark: [33, 38, 53] } as const satisfies Record<string, Rgb>;
/** WCAG 2.2, 1.4.3: text as small as it gets. */
const READABLE = 4.5;
const STEP = 0.04;

const parse = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

const format = (colour: Rgb) =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** Relative luminance, WCAG 2.2. */
const luminance = (colour: Rgb) => {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
};

const contrastOf = (a: Rgb, b: Rgb) => {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
};

/** Contrast of two colours as #rrggbb: from 1 to 21. */
export const contrast = (a: string, b: string) => contrastOf(parse(a), parse(b));

/**
 * The colours that a page takes from an organisation's own, for one look: as it is where it can be read there, else
 * as much darker or lighter as that takes.
 */
export const accentOf = (hex: string, look: 'light' | 'dark') => {
  const [ground, away] = look === 'light' ? [GROUNDS.light, BLACK] : [GROUNDS.dark, WHITE];
  const own = parse(hex);
  let accent = own;
  const softOf = (colour: Rgb) => mix(ground, colour, 0.12);
  for (let share = STEP; contrastOf(accent, softOf(accent)) < READABLE && share < 1; share += STEP)
    accent = mix(own, away, share);
  return {
    accent: format(accent),
    strong: format(mix(accent, away, 0.2)),
    onAccent: format(contrastOf(accent, WHITE) >= READABLE ? WHITE : BLACK),
    soft: format(softOf(accent)),
  };
};
