'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import type { FactorCardProps } from './twoStepState';
import { useFactorsChanged } from './useFactorsChanged';

interface RecoveryCodesCardProps extends Pick<FactorCardProps, 'run' | 'onCodes'> {
  /** How many are unused. */
  left: number;
}

/** How many codes are left for the day without the second factor, and the way to new ones. */
export function RecoveryCodesCard({ left, run, onCodes }: RecoveryCodesCardProps) {
  const t = useTranslations('twoStep');
  const changed = useFactorsChanged();
  const [isAsking, setIsAsking] = useState(false);
  const renew = useMutation(
    useTRPC().auth.twoStep.renewRecoveryCodes.mutationOptions({
      meta: { handles: ['CONFIRM_REQUIRED'] },
      onSuccess: changed,
    }),
  );
  const make = async () => {
    const { recoveryCodes } = await renew.mutateAsync();
    onCodes(recoveryCodes);
  };
  return (
    <Card
      title={t('recovery')}
      description={t('recoveryText')}
      actions={
        <Button size="sm" isPending={renew.isPending} onPress={() => setIsAsking(true)}>
          {t('renewCodes')}
        </Button>
      }
    >
      <Badge tone={left > 2 ? 'neutral' : 'warn'}>{t('codesLeft', { count: left })}</Badge>
      <ConfirmDialog
        title={t('renewTitle')}
        confirmLabel={t('renewCodes')}
        tone="neutral"
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={() => run(make)}
      >
        {t('renewText')}
      </ConfirmDialog>
    </Card>
  );
}
