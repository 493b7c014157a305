import { lazy, type ReactNode } from 'react';
import { insist } from './insist';

/** Those that a page may yet need; null once they are loaded as soon as they are named. */
let waiting: (() => Promise<unknown>)[] | null = [];

/** A module that is loaded when it is first asked for. While it can't be had its promise waits, and never fails. */
export const part = <Module>(load: () => Promise<Module>) => {
  let loaded: Promise<Module> | undefined;
  const get = async () => await (loaded ??= insist(load));
  if (waiting) waiting.push(get);
  else void get();
  return get;
};

/**
 * A component of such a module. Until that is there nothing of it is shown, but the page around it goes on: React's own
 * `lazy` fails once and for all, and with it whatever it stands in.
 */
export const lazyPart = <Name extends string, Props>(
  load: () => Promise<Record<Name, (props: Props) => ReactNode>>,
  name: Name,
) => {
  const get = part(load);
  return lazy(async () => ({ default: (await get())[name] }));
};

/** Loads all parts that a page may yet need: what is opened in a call is then there even while no server answers. */
export const loadParts = () => {
  const parts = waiting ?? [];
  waiting = null;
  for (const get of parts) void get();
};
