'use client';

import { useTranslations } from 'next-intl';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';

export interface ConfirmDialogProps {
  title: string;
  /** What will happen, in a sentence. */
  children?: ReactNode;
  /** The verb: "Delete room", not "OK". */
  confirmLabel: string;
  tone?: 'danger' | 'neutral' | undefined;
  trigger?: ReactElement | undefined;
  isOpen?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  /** Closes at once, or when the promise is done; stays open when it fails. */
  onConfirm: () => void | Promise<unknown>;
  isPending?: boolean | undefined;
}

export function ConfirmDialog({
  children,
  confirmLabel,
  tone = 'danger',
  onConfirm,
  isPending = false,
  ...props
}: ConfirmDialogProps) {
  const t = useTranslations('ui');
  return (
    <Dialog
      {...props}
      role="alertdialog"
      size="sm"
      description={children}
      renderFooter={({ close }) => (
        <>
          <Button slot="close">{t('cancel')}</Button>
          <Button
            variant={tone === 'danger' ? 'danger' : 'primary'}
            isPending={isPending}
            onPress={() => {
              // A failure has its own toast; here it only means that the question stays open.
              void Promise.resolve(onConfirm()).then(close, () => undefined);
            }}
          >
            {confirmLabel}
          </Button>
        </>
      )}
    />
  );
}
