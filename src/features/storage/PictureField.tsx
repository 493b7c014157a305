'use client';

import { ImageUp, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { type Upload, useUpload } from '@/api/useUpload';
import { PICTURE_MAX } from '@/shared/storage';
import { Button } from '@/ui/Button';
import { formatBytes } from '@/ui/formatBytes';
import { FormError } from '@/ui/FormError';

type Place = { slug: 'avatar' } | { slug: 'logo'; tenant: string };

export interface PictureFieldProps {
  place: Place;
  hasPicture: boolean;
  /** The picture as it is now. */
  children: ReactNode;
  onStored: () => void;
  onRemove: () => void;
  isRemoving: boolean;
}

/** One picture of a person or an organisation: chosen, on its way, refused in words, taken away. */
export function PictureField({
  place,
  hasPicture,
  children,
  onStored,
  onRemove,
  isRemoving,
}: PictureFieldProps) {
  const t = useTranslations('files');
  const tErrors = useTranslations('errors');
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const { uploads, add, cancel, clear } = useUpload(
    place.slug,
    place.slug === 'logo' ? { tenant: place.tenant } : {},
  );
  const upload = uploads.at(-1);
  const isStored = upload?.state === 'stored';
  const isBusy = upload !== undefined && !isStored && upload.state !== 'failed';
  const finish = useEffectEvent(() => {
    clear();
    onStored();
  });
  useEffect(() => {
    if (isStored) finish();
  }, [isStored]);

  const choose = (files: FileList | null) => {
    for (const { key } of uploads) cancel(key);
    if (files) add([...files].slice(0, 1));
  };
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
      {children}
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-3">
        <div className="flex flex-wrap gap-2">
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
            aria-label={t('choosePicture')}
            hidden
            onChange={(event) => {
              choose(event.target.files);
              // The same file can be chosen again.
              event.target.value = '';
            }}
          />
          <Button
            iconStart={<ImageUp />}
            size="sm"
            isPending={isBusy || isStored}
            onPress={() => input.current?.click()}
          >
            {t(hasPicture ? 'changePicture' : 'choosePicture')}
          </Button>
          {isBusy ? (
            <Button variant="ghost" size="sm" onPress={() => cancel(upload.key)}>
              {t('pictureCancel')}
            </Button>
          ) : (
            hasPicture && (
              <Button
                variant="ghost"
                size="sm"
                iconStart={<Trash2 />}
                isPending={isRemoving}
                onPress={onRemove}
              >
                {t('removePicture')}
              </Button>
            )
          )}
        </div>
        {upload?.state === 'failed' ? (
          <FormError>{tErrors(upload.error ?? 'UNKNOWN')}</FormError>
        ) : (
          <p role="status" className="text-sm text-ink-soft">
            {isBusy ? (
              <Progress upload={upload} />
            ) : (
              t('pictureHint', { size: formatBytes(locale, PICTURE_MAX) })
            )}
          </p>
        )}
      </div>
    </div>
  );
}

function Progress({ upload: { state, progress } }: { upload: Upload }) {
  const t = useTranslations('files');
  return state === 'retrying'
    ? t('pictureRetrying')
    : t('pictureSending', { percent: Math.floor(progress * 100) });
}
