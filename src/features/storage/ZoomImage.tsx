'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { fileUrl } from '@/shared/fileUrl';
import { cx } from '@/ui/cx';
import type { StoredFile } from './storedFile';

/** A picture that fits; a press shows its own pixels, with the pressed spot in the middle. */
export function ZoomImage({ file }: { file: StoredFile }) {
  const t = useTranslations('files');
  const frame = useRef<HTMLButtonElement>(null);
  const [isZoomed, setIsZoomed] = useState(false);
  const toggle = (event: React.MouseEvent<HTMLButtonElement>) => {
    const image = event.currentTarget.querySelector('img');
    const before = image?.getBoundingClientRect();
    const isPointed = event.detail > 0 && before;
    const x = isPointed ? (event.clientX - before.left) / before.width : 0.5;
    const y = isPointed ? (event.clientY - before.top) / before.height : 0.5;
    setIsZoomed(!isZoomed);
    requestAnimationFrame(() => {
      const { current } = frame;
      current?.scrollTo(
        current.scrollWidth * x - current.clientWidth / 2,
        current.scrollHeight * y - current.clientHeight / 2,
      );
    });
  };
  return (
    <button
      type="button"
      ref={frame}
      onClick={toggle}
      aria-pressed={isZoomed}
      aria-label={t('zoom')}
      className={cx(
        'min-h-0 flex-1 outline-offset-[-2px]',
        isZoomed
          ? 'cursor-zoom-out overflow-auto'
          : 'grid cursor-zoom-in grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] place-items-center overflow-hidden px-2 pb-2 sm:px-4 sm:pb-4',
      )}
    >
      <img
        src={fileUrl(file.id)}
        alt={file.name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
        className={isZoomed ? 'm-auto h-auto max-w-none' : 'max-h-full w-auto max-w-full object-contain'}
      />
    </button>
  );
}
