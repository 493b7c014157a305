'use client';

import { useTranslations } from 'next-intl';
import { Button } from 'react-aria-components/Button';
import { fileUrl } from '@/shared/fileUrl';
import { cx } from '@/ui/cx';
import { FileChip } from './FileChip';
import { MediaPlayer } from './MediaPlayer';
import type { StoredFile } from './storedFile';
import { thumbnailSize } from './thumbnailSize';
import { useFileViewer } from './useFileViewer';
import { viewOf } from './viewOf';

/** The files of a message: pictures as pictures, what plays with its controls, everything else by its name. */
export function Attachments({ files }: { files: readonly StoredFile[] }) {
  const { open, viewer } = useFileViewer(files);
  const pictures = files.filter((file) => viewOf(file) === 'image');
  const others = files.filter((file) => viewOf(file) !== 'image');
  return (
    <div className="flex max-w-md min-w-0 flex-col gap-2">
      {pictures.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {pictures.map((file) => (
            <li key={file.id} className="max-w-full">
              <Thumbnail file={file} isAlone={pictures.length === 1} onOpen={() => open(file.id)} />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {others.map((file) => (
            <li key={file.id}>
              <OtherFile file={file} onOpen={() => open(file.id)} />
            </li>
          ))}
        </ul>
      )}
      {viewer}
    </div>
  );
}

interface FileProps {
  file: StoredFile;
  onOpen: () => void;
}

function OtherFile({ file, onOpen }: FileProps) {
  const view = viewOf(file);
  return view === 'video' || view === 'audio' ? (
    <MediaPlayer file={file} view={view} />
  ) : (
    <FileChip file={file} onOpen={view === null ? null : onOpen} />
  );
}

function Thumbnail({ file, isAlone, onOpen }: FileProps & { isAlone: boolean }) {
  const t = useTranslations('files');
  const { width, height } = thumbnailSize({ width: file.width ?? 4, height: file.height ?? 3 }, isAlone);
  return (
    <Button
      aria-label={t('openFile', { name: file.name })}
      onPress={onOpen}
      className="block max-w-full cursor-zoom-in overflow-hidden rounded-lg border border-line bg-sunken"
    >
      <img
        src={fileUrl(file.id, 'thumbnail')}
        alt=""
        width={width}
        height={height}
        className={cx('object-cover', isAlone ? 'h-auto max-w-full' : 'h-28 max-w-full')}
      />
    </Button>
  );
}
