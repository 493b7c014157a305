'use client';

import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { toast } from '@/ui/toast';
import { hasPasskeys, makePasskey } from './passkeyClient';
import { PasskeyRow } from './PasskeyRow';
import type { FactorCardProps } from './twoStepState';
import { useFactorsChanged } from './useFactorsChanged';

/** The passkeys of an account, and the way to one more. */
export function PasskeysCard({ state, run, onCodes }: FactorCardProps) {
  const t = useTranslations('twoStep');
  const tErrors = useTranslations('errors');
  const { passkeys } = useTRPC().auth;
  const { data: list } = useSuspenseQuery(passkeys.list.queryOptions());
  const changed = useFactorsChanged();
  const meta = { handles: ['CONFIRM_REQUIRED'] } as const;
  const start = useMutation(passkeys.start.mutationOptions({ meta }));
  const register = useMutation(passkeys.register.mutationOptions({ meta }));
  const make = async () => {
    if (!hasPasskeys()) {
      toast({ tone: 'danger', title: t('passkeysUnknown') });
      return;
    }
    const options = await start.mutateAsync();
    const response = await makePasskey(options).catch(() => undefined);
    if (response === undefined) toast({ tone: 'danger', title: tErrors('PASSKEY_REFUSED') });
    if (!response) return;
    const name = t('passkeyName', { number: list.length + 1 });
    const { recoveryCodes } = await register.mutateAsync({ name, response });
    await changed();
    toast({ tone: 'success', title: t('passkeyAdded') });
    onCodes(recoveryCodes);
  };
  return (
    <Card
      title={t('passkeys')}
      description={t('passkeysText')}
      actions={
        <Button
          size="sm"
          iconStart={<Plus />}
          isPending={start.isPending || register.isPending}
          onPress={() => run(make)}
        >
          {t('addPasskey')}
        </Button>
      }
    >
      {list.length === 0 ? (
        <p className="text-sm text-ink-soft">{t('passkeysNone')}</p>
      ) : (
        <ul className="-my-3 divide-y divide-line">
          {list.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} state={state} run={run} />
          ))}
        </ul>
      )}
    </Card>
  );
}
