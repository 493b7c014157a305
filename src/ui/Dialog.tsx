'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { cx } from './cx';
import { IconButton } from './IconButton';

export interface DialogProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode | ((dialog: { close: () => void }) => ReactNode);
  /** The row of buttons at the end; one with slot="close" closes. */
  footer?: ReactNode;
  /** The same, for buttons that close later. */
  renderFooter?: ((dialog: { close: () => void }) => ReactNode) | undefined;
  /** The button that opens it. Leave out and use isOpen to open it from elsewhere. */
  trigger?: ReactElement | undefined;
  isOpen?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** 'alertdialog' asks for an answer: no cross, and a press outside doesn't close it. */
  role?: 'dialog' | 'alertdialog' | undefined;
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-lg', lg: 'sm:max-w-2xl' };

export function Dialog({ trigger, isOpen, onOpenChange, size = 'md', ...content }: DialogProps) {
  const isDismissable = content.role !== 'alertdialog';
  const state = {
    ...(isOpen === undefined ? {} : { isOpen }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  };
  const overlay = (
    <ModalOverlay
      {...(trigger ? {} : state)}
      isDismissable={isDismissable}
      className="fixed inset-0 z-50 flex h-(--visual-viewport-height) items-end justify-center bg-scrim data-entering:animate-appear data-exiting:animate-vanish sm:items-center sm:p-6"
    >
      <Modal
        className={cx(
          'flex max-h-full w-full flex-col overflow-hidden rounded-t-2xl border border-line bg-raised text-ink shadow-high outline-none sm:rounded-2xl',
          'data-entering:animate-rise data-exiting:animate-vanish',
          widths[size],
        )}
      >
        <DialogContent {...content} />
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

function DialogContent({
  title,
  description,
  children,
  footer,
  renderFooter,
  role = 'dialog',
}: Pick<DialogProps, 'title' | 'description' | 'children' | 'footer' | 'renderFooter' | 'role'>) {
  const t = useTranslations('ui');
  return (
    <AriaDialog role={role} className="flex min-h-0 flex-1 flex-col outline-none">
      {({ close }) => {
        const body = typeof children === 'function' ? children({ close }) : children;
        const buttons = renderFooter ? renderFooter({ close }) : footer;
        return (
          <>
            <header className="flex items-start gap-4 px-6 pt-5">
              <div className="flex-1 pt-1">
                <Heading slot="title" className="text-lg font-semibold">
                  {title}
                </Heading>
                {description && <div className="mt-1 text-sm text-ink-soft">{description}</div>}
              </div>
              {role === 'dialog' && (
                <IconButton label={t('close')} size="sm" onPress={close} className="-mr-2">
                  <X />
                </IconButton>
              )}
            </header>
            <div className={cx('min-h-0 overflow-y-auto px-6 pb-6', Boolean(body) && 'pt-4')}>{body}</div>
            {buttons && (
              <footer className="flex flex-col-reverse gap-2 border-t border-line bg-surface px-6 py-4 sm:flex-row sm:justify-end">
                {buttons}
              </footer>
            )}
          </>
        );
      }}
    </AriaDialog>
  );
}
