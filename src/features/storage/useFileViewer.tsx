'use client';

import { type ReactNode, Suspense, useState } from 'react';
import { lazyPart } from '@/ui/lazyPart';
import type { StoredFile } from './storedFile';
import { viewOf } from './viewOf';

const FileViewer = lazyPart(async () => await import('./FileViewer'), 'FileViewer');

/** A viewer over the page for those of `files` that can be shown. `viewer` has to be rendered. */
export const useFileViewer = (
  files: readonly StoredFile[],
): { open: (id: string) => void; viewer: ReactNode } => {
  const [openId, setOpenId] = useState<string | null>(null);
  const shown = files.filter((file) => viewOf(file) !== null);
  const file = shown.find(({ id }) => id === openId);
  return {
    open: setOpenId,
    viewer: file && (
      <Suspense>
        <FileViewer files={shown} file={file} onShow={setOpenId} onClose={() => setOpenId(null)} />
      </Suspense>
    ),
  };
};
