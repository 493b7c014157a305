'use client';

import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTRPC } from './client';
import type { UploadInputs, UploadSlug } from './sendFile';
import { type Upload, UploadQueue } from './UploadQueue';

export type { Upload };

const NONE: readonly Upload[] = [];
const none = () => NONE;

/**
 * Uploads to one place: `attachment` of a room, `avatar` of oneself, `logo` of a tenant. They go on while the
 * component is mounted; a file that is added again after a reload goes on where it was cut off.
 */
export const useUpload = <Slug extends UploadSlug>(slug: Slug, input: UploadInputs[Slug]) => {
  const trpc = useTRPC();
  const [queue] = useState(() => new UploadQueue());
  const uploads = useSyncExternalStore(queue.subscribe, queue.read, none);
  // What is gone already needs no cancelling.
  const { mutate: cancelUpload } = useMutation(
    trpc.storage.cancelUpload.mutationOptions({ meta: { handles: 'all' } }),
  );

  useEffect(() => {
    queue.start();
    return () => queue.stop();
  }, [queue]);

  const cancel = useCallback(
    (key: string) => {
      const fileId = queue.cancel(key);
      if (fileId) cancelUpload({ fileId });
    },
    [queue, cancelUpload],
  );

  return {
    uploads,
    add: (files: readonly File[]) => queue.add(files, { slug, input }),
    /** Ends an upload, on the server too; also takes back a stored file that was not sent. */
    cancel,
    retry: (key: string) => queue.retry(key),
    /** Forgets the stored ones: they were sent. */
    clear: () => queue.clear(),
  };
};
