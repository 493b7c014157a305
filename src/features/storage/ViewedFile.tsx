import { useTranslations } from 'next-intl';
import { fileUrl } from '@/shared/fileUrl';
import type { StoredFile } from './storedFile';
import { TextView } from './TextView';
import { viewOf } from './viewOf';
import { ZoomImage } from './ZoomImage';

/** A file as large as there is room for. */
export function ViewedFile({ file }: { file: StoredFile }) {
  const t = useTranslations('files');
  const src = fileUrl(file.id);
  switch (viewOf(file)) {
    case 'image':
      return <ZoomImage file={file} />;
    case 'video':
      return (
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video src={src} controls playsInline aria-label={file.name} className="min-h-0 flex-1 bg-black" />
      );
    case 'audio':
      return (
        <div className="grid flex-1 place-items-center px-4">
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
          <audio src={src} controls aria-label={file.name} className="w-full max-w-xl" />
        </div>
      );
    case 'pdf':
      // Not in a sandbox, where the browser's PDF viewer does not start; the file's own policy allows no script.
      // oxlint-disable-next-line react/iframe-missing-sandbox
      return <iframe src={src} title={file.name} className="min-h-0 w-full flex-1 bg-white" />;
    case 'text':
      return <TextView file={file} />;
    case null:
      return <p className="m-auto text-sm text-ink-soft">{t('noView')}</p>;
  }
}
