import type { MediaDevice } from './mediaProblem';

/** Calls back when the person allows the device in the browser's own settings; for browsers that tell. */
export function watchPermission(device: MediaDevice, onGranted: () => void): () => void {
  const watching = new AbortController();
  watch(device, onGranted, watching.signal).catch(() => undefined);
  return () => watching.abort();
}

async function watch(device: MediaDevice, onGranted: () => void, signal: AbortSignal): Promise<void> {
  const status = await navigator.permissions.query({ name: device });
  status.addEventListener(
    'change',
    () => {
      if (status.state === 'granted') onGranted();
    },
    { signal },
  );
}
