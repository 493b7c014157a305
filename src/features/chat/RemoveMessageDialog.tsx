import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

export interface RemoveMessageDialogProps {
  onConfirm: () => void;
  onClose: () => void;
}

export function RemoveMessageDialog({ onConfirm, onClose }: RemoveMessageDialogProps) {
  const t = useTranslations('chat');
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('removeTitle')}
      confirmLabel={t('remove')}
      onConfirm={onConfirm}
    >
      {t('removeText')}
    </ConfirmDialog>
  );
}
