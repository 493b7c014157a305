import 'server-only';
import { log } from './log';

/** Failures in a row after which a part is given a rest. */
const PATIENCE = 3;
/** Milliseconds of it, at most: a part that is back is found within them. */
const REST = 1_000;

/** A part that has just failed several times was not asked again. */
export class Resting extends Error {
  constructor(part: string) {
    super(`${part} did not answer the last times, and is not asked for a moment`);
  }
}

interface Guarded {
  part: string;
  /** Whether an error is the part's own word, which proves that it is there. */
  isAnswer: (error: unknown) => boolean;
}

/** What whoever asks has given up says nothing of the part. */
const isGivenUp = (error: unknown) => error instanceof Error && error.name === 'AbortError';

/**
 * Guards what is asked of a part. Where it has failed three times in a row everybody is refused at once (Resting),
 * rather than wait for what will not come, but for one request a second, which finds out whether it is back.
 */
export const createBreaker = ({ part, isAnswer }: Guarded) => {
  let failures = 0;
  let restsUntil = 0;

  const rest = () => {
    // Scattered, so that not all instances ask at once.
    restsUntil = performance.now() + REST * (0.5 + Math.random() / 2);
  };
  const noteFailure = (error: unknown) => {
    failures += 1;
    if (failures !== PATIENCE) return;
    rest();
    log().warn({ part, error: error instanceof Error ? error.message : error }, 'a part is given a rest');
  };
  const noteAnswer = () => {
    if (failures >= PATIENCE) log().info({ part }, 'a part answers again');
    failures = 0;
  };

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (failures >= PATIENCE) {
      if (performance.now() < restsUntil) throw new Resting(part);
      // This one finds out. Should it hang, another will.
      rest();
    }
    try {
      const result = await work();
      noteAnswer();
      return result;
    } catch (error) {
      if (isAnswer(error)) noteAnswer();
      else if (!isGivenUp(error)) noteFailure(error);
      throw error;
    }
  };
};
