import { setTimeout as wait } from 'node:timers/promises';
import { log } from '../log.ts';

interface Pauses {
  first: number;
  longest: number;
}

/** Does something again and again, with growing pauses in milliseconds, until it succeeds. */
export const untilDone = async (
  what: string,
  { first, longest }: Pauses,
  work: () => Promise<void>,
): Promise<void> => {
  for (let pause = first; ; pause = Math.min(pause * 2, longest)) {
    try {
      await work();
      return;
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : String(error), pause }, what);
      await wait(pause);
    }
  }
};
