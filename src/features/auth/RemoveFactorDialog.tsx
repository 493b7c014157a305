'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { isLastFactor, type TwoStepState } from './twoStepState';

export interface RemoveFactorDialogProps {
  title: string;
  text: string;
  state: TwoStepState;
  isOpen: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks before a factor is removed, and says what closes with the last one. */
export function RemoveFactorDialog({
  title,
  text,
  state,
  isOpen,
  onClose,
  onConfirm,
}: RemoveFactorDialogProps) {
  const t = useTranslations('twoStep');
  const format = useFormatter();
  const { askedBy } = state;
  return (
    <ConfirmDialog
      title={title}
      confirmLabel={t('remove')}
      isOpen={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
      onConfirm={() => {
        onClose();
        onConfirm();
      }}
    >
      <p>{text}</p>
      {isLastFactor(state) && (
        <p className="mt-2 font-medium text-ink">
          {askedBy.length > 0
            ? t('removeLastCloses', { tenants: format.list(askedBy), count: askedBy.length })
            : t('removeLast')}
        </p>
      )}
    </ConfirmDialog>
  );
}
