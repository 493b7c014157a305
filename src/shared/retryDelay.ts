const FIRST = 1_000;
const LONGEST = 10_000;

/**
 * Milliseconds before the next attempt, after `failures` in a row: doubled each time, and scattered, so that those
 * who were cut off together don't come back together. `chance` is from 0 to 1.
 */
export const retryDelay = (failures: number, chance: number): number =>
  Math.min(LONGEST, FIRST * 2 ** (failures - 1)) * (0.5 + chance / 2);
