import { useLocale } from 'next-intl';
import { fileUrl } from '@/shared/fileUrl';
import { formatBytes } from '@/ui/formatBytes';
import { DownloadLink } from './DownloadLink';
import { KindIcon } from './KindIcon';
import type { StoredFile } from './storedFile';

export interface MediaPlayerProps {
  file: StoredFile;
  view: 'video' | 'audio';
}

/** What plays, with the browser's own controls. Its box has its size before the first byte is here. */
export function MediaPlayer({ file, view }: MediaPlayerProps) {
  const locale = useLocale();
  const { id, kind, name, size } = file;
  const media = { src: fileUrl(id), controls: true, preload: 'metadata', 'aria-label': name } as const;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      {view === 'video' ? (
        // Nobody has written captions for what people send each other.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video {...media} playsInline className="aspect-video w-full bg-black object-contain" />
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <audio {...media} className="block h-12 w-full px-1.5 pt-1.5" />
      )}
      <div className="flex items-center gap-2 py-1 pr-1.5 pl-2.5">
        <KindIcon kind={kind} className="size-4 shrink-0 text-ink-faint" />
        <span className="min-w-0 truncate text-sm">{name}</span>
        <span className="shrink-0 text-xs text-ink-faint">{formatBytes(locale, size)}</span>
        <DownloadLink file={file} className="ml-auto" />
      </div>
    </div>
  );
}
