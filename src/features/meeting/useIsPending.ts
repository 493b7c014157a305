import { useEffect, useState } from 'react';

/** Whether a promise, which may end either way, is still open. */
export const useIsPending = (promise: Promise<unknown>) => {
  const [isPending, setIsPending] = useState(true);
  useEffect(() => {
    let isCurrent = true;
    void promise.finally(() => {
      if (isCurrent) setIsPending(false);
    });
    return () => {
      isCurrent = false;
    };
  }, [promise]);
  return isPending;
};
