'use client';

import { useMutation } from '@tanstack/react-query';
import { Smartphone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toast';
import { AuthenticatorSetup } from './AuthenticatorSetup';
import { RemoveFactorDialog } from './RemoveFactorDialog';
import type { FactorCardProps } from './twoStepState';
import { useFactorsChanged } from './useFactorsChanged';

const meta = { handles: ['CONFIRM_REQUIRED'] } as const;

/** The authenticator app of an account: set up, replaced, removed. */
export function AuthenticatorCard({ state, run, onCodes }: FactorCardProps) {
  const t = useTranslations('twoStep');
  const { twoStep } = useTRPC().auth;
  const changed = useFactorsChanged();
  const [setup, setSetup] = useState<{ secret: string; uri: string } | null>(null);
  const [isRemoving, setIsRemoving] = useState(false);
  const start = useMutation(twoStep.startTotp.mutationOptions({ meta }));
  const remove = useMutation(twoStep.removeTotp.mutationOptions({ meta, onSuccess: changed }));
  return (
    <Card
      title={t('app')}
      description={t('appText')}
      actions={
        <>
          {state.hasTotp && (
            <Button size="sm" variant="ghost" onPress={() => setIsRemoving(true)}>
              {t('remove')}
            </Button>
          )}
          <Button
            size="sm"
            isPending={start.isPending}
            onPress={() => run(async () => setSetup(await start.mutateAsync()))}
          >
            {state.hasTotp ? t('replaceApp') : t('setUpApp')}
          </Button>
        </>
      }
    >
      <p className="flex items-center gap-3 text-sm">
        <Smartphone aria-hidden="true" className="size-5 shrink-0 text-ink-faint" />
        {state.hasTotp ? (
          <Badge tone="success">{t('on')}</Badge>
        ) : (
          <span className="text-ink-soft">{t('appNone')}</span>
        )}
      </p>
      <Dialog
        title={t('setUpTitle')}
        description={t('setUpText')}
        isOpen={setup !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setSetup(null);
        }}
      >
        {setup && (
          <AuthenticatorSetup
            {...setup}
            onDone={async (codes) => {
              setSetup(null);
              await changed();
              toast({ tone: 'success', title: t('appAdded') });
              onCodes(codes);
            }}
          />
        )}
      </Dialog>
      <RemoveFactorDialog
        title={t('removeAppTitle')}
        text={t('removeAppText')}
        state={state}
        isOpen={isRemoving}
        onClose={() => setIsRemoving(false)}
        onConfirm={() =>
          run(async () => {
            await remove.mutateAsync();
          })
        }
      />
    </Card>
  );
}
