/** Milliseconds that a speed is told over, and that have to pass before one is. */
const WINDOW = 5_000;
const SHORTEST = 500;

export interface Sample {
  at: number;
  bytes: number;
}

/** The samples to tell the speed by, after one more. A file that goes back begins anew. */
export const withSample = (samples: readonly Sample[], sample: Sample): readonly Sample[] => {
  const isBack = sample.bytes < (samples.at(-1)?.bytes ?? 0);
  return isBack ? [sample] : [...samples.filter(({ at }) => sample.at - at <= WINDOW), sample];
};

/** Bytes a second, or null before it can be told. */
export const speedOf = (samples: readonly Sample[]): number | null => {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < SHORTEST) return null;
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
};
