import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPreviewMedia, type PreviewOptions } from './previewMedia';

/** Camera and microphone of the page before the call: asked for once it is mounted, let go when it goes. */
export function usePreviewMedia(options: PreviewOptions) {
  const [media] = useState(() => createPreviewMedia(options));
  const state = useSyncExternalStore(media.subscribe, media.getState, media.getState);
  useEffect(() => media.start(), [media]);
  return { media, state };
}

export type PreviewMedia = ReturnType<typeof createPreviewMedia>;
