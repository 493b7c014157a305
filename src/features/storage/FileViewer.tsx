'use client';

import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { fileUrl } from '@/shared/fileUrl';
import { formatBytes } from '@/ui/formatBytes';
import { IconButton } from '@/ui/IconButton';
import { LinkButton } from '@/ui/LinkButton';
import type { StoredFile } from './storedFile';
import { ViewedFile } from './ViewedFile';

export interface FileViewerProps {
  /** Those that can be shown, in their order. */
  files: readonly StoredFile[];
  file: StoredFile;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** One file over the whole page, dark whatever the theme; the arrows go to its neighbours. */
export function FileViewer({ files, file, onShow, onClose }: FileViewerProps) {
  const t = useTranslations('files');
  const locale = useLocale();
  const frame = useRef<HTMLDivElement>(null);
  // What had the focus may have gone with the file before: the keys must go on.
  useEffect(() => {
    if (!frame.current?.contains(document.activeElement)) frame.current?.focus();
  });
  const index = files.findIndex(({ id }) => id === file.id);
  const show = (step: -1 | 1) => {
    const next = files[(index + step + files.length) % files.length];
    if (next) onShow(next.id);
  };
  return (
    <ModalOverlay
      isOpen
      onOpenChange={onClose}
      isDismissable
      data-theme="dark"
      className="fixed inset-0 z-50 h-(--visual-viewport-height) bg-black/95 text-ink data-entering:animate-appear"
    >
      <Modal className="h-full outline-none">
        <Dialog className="flex h-full flex-col outline-none">
          {/* Keys bubble up to here from whatever is focused inside. */}
          {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
          <div
            ref={frame}
            tabIndex={-1}
            className="flex min-h-0 flex-1 flex-col outline-none"
            onKeyDown={(event) => {
              if (event.target instanceof HTMLMediaElement) return;
              if (event.key === 'ArrowLeft') show(-1);
              if (event.key === 'ArrowRight') show(1);
            }}
          >
            <header className="flex shrink-0 items-center gap-2 px-3 py-2 sm:px-4">
              <div className="min-w-0 flex-1">
                <Heading slot="title" className="truncate text-sm font-semibold">
                  {file.name}
                </Heading>
                <p className="text-xs text-ink-soft">
                  {formatBytes(locale, file.size)}
                  {files.length > 1 && ` · ${t('position', { index: index + 1, count: files.length })}`}
                </p>
              </div>
              <LinkButton
                href={fileUrl(file.id, 'download')}
                download
                size="sm"
                variant="ghost"
                iconStart={<Download />}
                aria-label={t('downloadFile', { name: file.name })}
              >
                <span className="max-sm:sr-only">{t('download')}</span>
              </LinkButton>
              <IconButton label={t('closeViewer')} size="sm" tooltipPlacement="bottom" onPress={onClose}>
                <X />
              </IconButton>
            </header>
            <div className="relative flex min-h-0 flex-1 flex-col">
              <ViewedFile key={file.id} file={file} />
              {files.length > 1 && (
                <>
                  <Step side="left" label={t('previous')} onPress={() => show(-1)} />
                  <Step side="right" label={t('next')} onPress={() => show(1)} />
                </>
              )}
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface StepProps {
  side: 'left' | 'right';
  label: string;
  onPress: () => void;
}

function Step({ side, label, onPress }: StepProps) {
  return (
    <div
      className={`absolute bottom-4 sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2 ${side === 'left' ? 'left-2' : 'right-2'}`}
    >
      <IconButton label={label} variant="stage" onPress={onPress} className="rounded-full!">
        {side === 'left' ? <ChevronLeft /> : <ChevronRight />}
      </IconButton>
    </div>
  );
}
