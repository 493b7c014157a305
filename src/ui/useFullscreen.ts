import { type RefObject, useCallback, useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void) => {
  document.addEventListener('fullscreenchange', onChange);
  return () => document.removeEventListener('fullscreenchange', onChange);
};

/** Full screen for one element, or for the page; null where the browser has none (iPhone). */
export const useFullscreen = (ref?: RefObject<HTMLElement | null>) => {
  const isOn = useSyncExternalStore(
    subscribe,
    () =>
      document.fullscreenEnabled
        ? document.fullscreenElement !== null && document.fullscreenElement === targetOf(ref)
        : null,
    () => null,
  );
  const toggle = useCallback(() => {
    const target = targetOf(ref);
    const isNow = document.fullscreenElement !== null && document.fullscreenElement === target;
    const change = isNow ? document.exitFullscreen() : target?.requestFullscreen();
    // Refused without a gesture or by the system: the page stays as it is.
    change?.catch(() => undefined);
  }, [ref]);
  return isOn === null ? null : { isOn, toggle };
};

const targetOf = (ref: RefObject<HTMLElement | null> | undefined) =>
  ref ? ref.current : document.documentElement;
