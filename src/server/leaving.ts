import 'server-only';
import { setMaxListeners } from 'node:events';

interface Departure {
  controller: AbortController;
  work: Set<() => Promise<unknown>>;
  unfinished: Set<Promise<unknown>>;
}

const prepare = (): Departure => {
  const controller = new AbortController();
  // Every stream listens.
  setMaxListeners(0, controller.signal);
  return { controller, work: new Set(), unfinished: new Set() };
};

const globals = globalThis as {
  webmtgDeparture?: Departure;
  webmtgLeave?: () => Promise<void>;
  webmtgFinish?: () => Promise<void>;
};

const departure = () => (globals.webmtgDeparture ??= prepare());

/** Aborted when this instance begins to stop: what goes on for long ends then, and is taken up by another. */
export const leaving = (): AbortSignal => departure().controller.signal;

/** Has something done when this instance stops, for which its end waits some seconds. */
export const whenLeaving = (work: () => Promise<unknown>) => {
  departure().work.add(work);
};

/** Has the end of this instance wait for what goes on behind an answer. */
export const finishBeforeLeaving = (going: Promise<unknown>) => {
  const { unfinished } = departure();
  const settled = going
    .catch(() => undefined)
    .finally(() => {
      unfinished.delete(settled);
    });
  unfinished.add(settled);
};

const finish = async () => {
  const { unfinished } = departure();
  while (unfinished.size > 0) await Promise.all(unfinished);
};

const leave = async () => {
  const { controller, work } = departure();
  controller.abort();
  await Promise.allSettled([...work].map(async (one) => await one()));
};

/** Hands the way out to the server of web.ts, which is told when to stop: what begins it, and what is last. */
export const installLeave = () => {
  globals.webmtgLeave = leave;
  globals.webmtgFinish = finish;
};
