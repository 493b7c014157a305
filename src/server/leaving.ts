import 'server-only';
import { setMaxListeners } from 'node:events';

interface Departure {
  controller: AbortController;
  work: Set<() => Promise<unknown>>;
}

const prepare = (): Departure => {
  const controller = new AbortController();
  // Every stream listens.
  setMaxListeners(0, controller.signal);
  return { controller, work: new Set() };
};

const globals = globalThis as { webmtgDeparture?: Departure; webmtgLeave?: () => Promise<void> };

const departure = () => (globals.webmtgDeparture ??= prepare());

/** Aborted when this instance begins to stop: what goes on for long ends then, and is taken up by another. */
export const leaving = (): AbortSignal => departure().controller.signal;

/** Has something done when this instance stops, for which its end waits some seconds. */
export const whenLeaving = (work: () => Promise<unknown>) => {
  departure().work.add(work);
};

const leave = async () => {
  const { controller, work } = departure();
  controller.abort();
  await Promise.allSettled([...work].map(async (one) => await one()));
};

/** Hands the way out to the server of web.ts, which is told when to stop. */
export const installLeave = () => {
  globals.webmtgLeave = leave;
};
