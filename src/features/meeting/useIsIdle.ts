import { useEffect, useState } from 'react';

/** Milliseconds after which the browser is taken to be idle where it can't tell (Safari). */
const SOON = 300;

/** Turns true once, in the first quiet moment after `isReady`: for what must not delay what matters more. */
export const useIsIdle = (isReady: boolean): boolean => {
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    if (!isReady) return;
    const done = () => setIsIdle(true);
    if ('requestIdleCallback' in window) {
      const request = requestIdleCallback(done, { timeout: 3_000 });
      return () => cancelIdleCallback(request);
    }
    const timer = setTimeout(done, SOON);
    return () => clearTimeout(timer);
  }, [isReady]);
  return isIdle;
};
