'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog } from '@/ui/Dialog';

export interface RecoveryCodesDialogProps {
  codes: readonly string[] | null;
  onClose: () => void;
}

const save = (text: string) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
  link.download = 'webmtg-recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(link.href);
};

/** New recovery codes, the one time that they can be read. A press outside doesn't take them away. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const t = useTranslations('twoStep');
  const text = codes?.join('\n') ?? '';
  return (
    <Dialog
      role="alertdialog"
      title={t('codesTitle')}
      description={t('codesText')}
      isOpen={codes !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      footer={
        <>
          <CopyButton text={text} label={t('copyCodes')} />
          <Button iconStart={<Download />} onPress={() => save(text)}>
            {t('saveCodes')}
          </Button>
          <Button slot="close" variant="primary">
            {t('codesKept')}
          </Button>
        </>
      }
    >
      <ul
        aria-label={t('recovery')}
        className="grid gap-x-6 gap-y-2 rounded-xl border border-line bg-sunken p-4 text-center font-mono text-sm sm:grid-cols-2"
      >
        {codes?.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  );
}
