'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

export interface RemoveRunningDialogProps {
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onConfirm: () => Promise<void>;
}

/** Deleting can be undone and asks nothing, but for the people who are in a call there. */
export function RemoveRunningDialog({ name, ...props }: RemoveRunningDialogProps) {
  const t = useTranslations('rooms');
  return (
    <ConfirmDialog {...props} title={t('removeRunningTitle', { name })} confirmLabel={t('removeRunning')}>
      {t('removeRunningText')}
    </ConfirmDialog>
  );
}
