'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './IconButton';

export interface SheetProps {
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  trigger?: ReactElement | undefined;
  isOpen?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
}

/** A panel at the right edge; on a phone it comes from below. */
export function Sheet({ title, children, footer, trigger, isOpen, onOpenChange }: SheetProps) {
  const t = useTranslations('ui');
  const state = {
    ...(isOpen === undefined ? {} : { isOpen }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  };
  const overlay = (
    <ModalOverlay
      {...(trigger ? {} : state)}
      isDismissable
      className="fixed inset-0 z-50 flex h-(--visual-viewport-height) items-end bg-scrim data-entering:animate-appear data-exiting:animate-vanish sm:items-stretch sm:justify-end"
    >
      <Modal className="flex max-h-[85%] w-full flex-col overflow-hidden rounded-t-2xl border border-line bg-raised text-ink shadow-high outline-none data-entering:animate-rise data-exiting:animate-vanish sm:my-3 sm:mr-3 sm:max-h-none sm:w-96 sm:rounded-2xl sm:data-entering:animate-slide">
        <AriaDialog className="flex min-h-0 flex-1 flex-col outline-none">
          {({ close }) => (
            <>
              <header className="flex items-center justify-between gap-4 border-b border-line py-3 pr-3 pl-5">
                <Heading slot="title" className="text-base font-semibold">
                  {title}
                </Heading>
                <IconButton label={t('close')} size="sm" onPress={close}>
                  <X />
                </IconButton>
              </header>
              <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
              {footer && <footer className="border-t border-line bg-surface p-4">{footer}</footer>}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
  if (!trigger) return overlay;
  return (
    <DialogTrigger {...state}>
      {trigger}
      {overlay}
    </DialogTrigger>
  );
}
