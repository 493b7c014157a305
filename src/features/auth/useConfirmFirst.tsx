'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { Dialog } from '@/ui/Dialog';
import { ConfirmForm } from './ConfirmForm';
import { SignOutButton } from './SignOutButton';

export type RunConfirmed = (action: () => Promise<void>) => void;

/**
 * Runs what may ask for a fresh proof of who it is: then the dialog asks, and the action runs again. Its mutations
 * leave CONFIRM_REQUIRED to this.
 */
export const useConfirmFirst = () => {
  const [waiting, setWaiting] = useState<{ action: () => Promise<void> } | null>(null);
  const run: RunConfirmed = (action) => {
    void action().catch((error: unknown) => {
      // Anything else has been told by the query client's handler.
      if (appCodeOf(error) === 'CONFIRM_REQUIRED') setWaiting({ action });
    });
  };
  const dialog = (
    <ConfirmDialog
      isOpen={waiting !== null}
      onClose={() => setWaiting(null)}
      onDone={() => {
        setWaiting(null);
        if (waiting) run(waiting.action);
      }}
    />
  );
  return { run, dialog };
};

interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onDone: () => void;
}

function ConfirmDialog({ isOpen, onClose, onDone }: ConfirmDialogProps) {
  const t = useTranslations('twoStep');
  return (
    <Dialog
      size="sm"
      title={t('confirmTitle')}
      description={t('confirmText')}
      isOpen={isOpen}
      onOpenChange={(isNowOpen) => {
        if (!isNowOpen) onClose();
      }}
    >
      <ConfirmContent onDone={onDone} />
    </Dialog>
  );
}

function ConfirmContent({ onDone }: { onDone: () => void }) {
  const t = useTranslations('twoStep');
  const { data } = useQuery(useTRPC().auth.twoStep.get.queryOptions(undefined, { staleTime: 0 }));
  if (!data) return null;
  const code = data.hasAny && !data.isTwoStep;
  const password = !data.isProvenLately && data.hasPassword;
  if (!code && !password && data.passkeys === 0)
    return (
      <div className="flex flex-col items-start gap-4 text-sm">
        <p>{t('confirmAgain')}</p>
        <SignOutButton />
      </div>
    );
  return <ConfirmForm needs={{ code, password }} has={data} onDone={onDone} />;
}
