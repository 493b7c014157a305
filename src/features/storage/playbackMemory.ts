/** How many recordings a browser remembers its place in. */
const PLACES_MAX = 100;
const PLACES = 'webmtg.places';
const SOUND = 'webmtg.player';

type Json = Record<string, unknown>;

const read = (key: string): Json => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Json) : {};
  } catch {
    return {};
  }
};

const write = (key: string, value: Json) => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage that is full or forbidden: what was chosen holds for this page.
  }
};

const numberIn = (value: unknown, [from, to]: [number, number], fallback: number) =>
  typeof value === 'number' && value >= from && value <= to ? value : fallback;

/** Seconds at which somebody left a recording; 0 where they never saw it, or saw it to its end. */
export const readPlace = (id: string) => numberIn(read(PLACES)[id], [0, Number.MAX_SAFE_INTEGER], 0);

/** The latest come last, and the oldest are forgotten. */
export const writePlace = (id: string, seconds: number) => {
  const { [id]: _old, ...others } = read(PLACES);
  const entries = seconds > 0 ? [...Object.entries(others), [id, seconds] as const] : Object.entries(others);
  write(PLACES, Object.fromEntries(entries.slice(-PLACES_MAX)));
};

export const readSound = () => {
  const { rate, volume, isMuted } = read(SOUND);
  return {
    rate: numberIn(rate, [0.5, 2], 1),
    volume: numberIn(volume, [0, 1], 1),
    isMuted: isMuted === true,
  };
};

export const writeSound = (sound: { rate: number; volume: number; isMuted: boolean }) => write(SOUND, sound);
