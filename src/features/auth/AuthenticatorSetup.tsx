'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { secondCodeInput } from '@/shared/twoStep';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { lazyPart } from '@/ui/lazyPart';
import { TextField } from '@/ui/TextField';

const QrCode = lazyPart(async () => await import('./QrCode'), 'QrCode');

export interface AuthenticatorSetupProps {
  secret: string;
  uri: string;
  onDone: (codes: string[] | null) => Promise<void>;
}

/** The secret as a picture and as text, and the field for the first code that shows it has arrived. */
export function AuthenticatorSetup({ secret, uri, onDone }: AuthenticatorSetupProps) {
  const t = useTranslations('twoStep');
  const tErrors = useTranslations('errors');
  const add = useMutation(
    useTRPC().auth.twoStep.addTotp.mutationOptions({
      meta: { handles: ['CODE_WRONG'] },
      onSuccess: async ({ recoveryCodes }) => await onDone(recoveryCodes),
    }),
  );
  const form = useZodForm(secondCodeInput, async (input) => await add.mutateAsync(input));
  const isWrong = appCodeOf(add.error) === 'CODE_WRONG';
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <div className="flex flex-col items-center gap-4 sm:flex-row sm:items-start">
        <div className="size-44 shrink-0 overflow-hidden rounded-lg border border-line bg-white p-2">
          <Suspense>
            <QrCode text={uri} label={t('qr')} />
          </Suspense>
        </div>
        <div className="min-w-0 flex-1 text-sm">
          <p className="text-ink-soft">{t('secretText')}</p>
          <p className="my-2 font-mono break-all" data-testid="secret">
            {secret.match(/.{1,4}/g)?.join(' ')}
          </p>
          <CopyButton size="sm" text={secret} label={t('copySecret')} />
        </div>
      </div>
      <TextField
        name="code"
        label={t('firstCode')}
        inputMode="numeric"
        autoComplete="one-time-code"
        errorMessage={form.error('code') ?? (isWrong ? tErrors('CODE_WRONG') : undefined)}
      />
      <Button type="submit" variant="primary" isFullWidth isPending={form.isPending}>
        {t('turnOn')}
      </Button>
    </form>
  );
}
