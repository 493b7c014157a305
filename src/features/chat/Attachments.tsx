import { CircleAlert, File, RotateCw, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Upload } from '@/api/useUpload';
import { cx } from '@/ui/cx';
import { IconButton } from '@/ui/IconButton';
import { useComposer } from './ComposerContext';
import { formatBytes, formatSeconds } from '@/ui/formatBytes';

/** The files that will go with the message: how far each is, and what can be done about it. */
export function Attachments() {
  const t = useTranslations('chat');
  const { uploads, isWaiting } = useComposer();
  if (uploads.length === 0) return null;
  return (
    <div className="border-b border-line p-2">
      <ul aria-label={t('attachments')} className="flex max-h-44 flex-col gap-1.5 overflow-y-auto">
        {uploads.map((upload) => (
          <li key={upload.key}>
            <Chip upload={upload} />
          </li>
        ))}
      </ul>
      <p role="status" className="px-1 text-xs text-ink-soft">
        {isWaiting && t('waitingForFiles')}
      </p>
    </div>
  );
}

function Chip({ upload }: { upload: Upload }) {
  const t = useTranslations('chat');
  const { detach, retryUpload } = useComposer();
  const { key, name, previewUrl, state, progress } = upload;
  const hasFailed = state === 'failed';
  return (
    <div className="relative flex items-center gap-2.5 overflow-hidden rounded-lg border border-line bg-raised p-1.5">
      <span className="grid size-9 shrink-0 place-items-center overflow-hidden rounded-md bg-sunken text-ink-faint">
        {previewUrl ? (
          <img src={previewUrl} alt="" className="size-full object-cover" />
        ) : (
          <File aria-hidden="true" className="size-4.5" />
        )}
      </span>
      <span className="min-w-0 flex-1 text-xs">
        <span className="block truncate font-medium">{name}</span>
        <Progress upload={upload} />
      </span>
      {hasFailed && (
        <IconButton label={t('retryFile', { name })} size="sm" onPress={() => retryUpload(key)}>
          <RotateCw />
        </IconButton>
      )}
      <IconButton label={t('removeFile', { name })} size="sm" onPress={() => detach(key)}>
        <X />
      </IconButton>
      {!hasFailed && state !== 'stored' && (
        <span
          role="progressbar"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(progress * 100)}
          className="absolute inset-x-0 bottom-0 h-0.5 bg-line"
        >
          <span
            className={cx('block h-full bg-accent transition-[width]', state === 'retrying' && 'opacity-50')}
            style={{ width: `${progress * 100}%` }}
          />
        </span>
      )}
    </div>
  );
}

function Progress({ upload }: { upload: Upload }) {
  const t = useTranslations('chat');
  const tErrors = useTranslations('errors');
  const locale = useLocale();
  const { state, size, progress, bytesPerSecond, secondsLeft, error } = upload;
  const total = formatBytes(locale, size);
  switch (state) {
    case 'waiting':
      return <span className="block truncate text-ink-faint">{t('fileWaiting', { size: total })}</span>;
    case 'retrying':
      return <span className="block truncate text-warn">{t('fileRetrying')}</span>;
    case 'stored':
      return <span className="block truncate text-ink-faint">{total}</span>;
    case 'failed':
      return (
        <span role="alert" className="flex items-start gap-1 text-danger-ink">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
          {tErrors(error ?? 'UNKNOWN')}
        </span>
      );
    case 'sending':
      return (
        <span className="block truncate text-ink-faint tabular-nums">
          {[
            t('fileSent', { percent: Math.floor(progress * 100), size: total }),
            bytesPerSecond !== null && t('fileSpeed', { speed: formatBytes(locale, bytesPerSecond) }),
            secondsLeft !== null && t('fileLeft', { time: formatSeconds(locale, secondsLeft) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      );
  }
}
