'use client';

import type { ListedFile } from './listedFile';
import { FileRow } from './FileRow';
import { useFileViewer } from './useFileViewer';

export interface FileListProps {
  label: string;
  files: readonly ListedFile[];
  tenant?: string | undefined;
  className?: string | undefined;
}

export function FileList({ label, files, tenant, className }: FileListProps) {
  const { open, viewer } = useFileViewer(files);
  return (
    <>
      <ul aria-label={label} className={className}>
        {files.map((file) => (
          <li key={file.id} className="px-4 py-3 sm:px-6">
            <FileRow file={file} tenant={tenant} onOpen={open} />
          </li>
        ))}
      </ul>
      {viewer}
    </>
  );
}
