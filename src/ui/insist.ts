import { pause } from '@/shared/pause';
import { retryDelay } from '@/shared/retryDelay';

/** Loads code, and while that fails (the server is being replaced, the network is away) does so again until it is there. */
export const insist = async <T>(load: () => Promise<T>, onFailure?: () => void): Promise<T> => {
  for (let failures = 1; ; failures += 1) {
    try {
      return await load();
    } catch {
      onFailure?.();
      await pause(retryDelay(failures, Math.random()));
    }
  }
};
