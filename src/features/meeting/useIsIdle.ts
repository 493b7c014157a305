import { useEffect, useState } from 'react';

/** Milliseconds after which the browser is taken to be idle where it can't tell (Safari). */
const SOON = 300;
/** Milliseconds that a camera or microphone is waited for: a browser may ask whether it may be used, and get no answer. */
const PATIENCE = 5_000;

/**
 * Turns true once, in the first quiet moment of a call that is up: for what must not delay what matters more. It is no
 * such moment while a camera or microphone `isBusy` on its way, unless that takes long.
 */
export const useIsIdle = (isUp: boolean, isBusy: boolean): boolean => {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    if (!isUp) return;
    const done = () => setIsIdle(true);
    if (!isBusy && 'requestIdleCallback' in window) {
      const request = requestIdleCallback(done, { timeout: 3_000 });
      return () => cancelIdleCallback(request);
    }
    const timer = setTimeout(done, isBusy ? PATIENCE : SOON);
    return () => clearTimeout(timer);
  }, [isUp, isBusy]);
  return isIdle;
};
