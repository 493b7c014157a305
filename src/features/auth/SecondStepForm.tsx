'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { secondCodeInput } from '@/shared/twoStep';
import { Button } from '@/ui/Button';
import { FormError } from '@/ui/FormError';
import { CodeField } from './CodeField';
import { signInBySecondStep } from './nextAuthClient';
import { askForPasskey } from './passkeyClient';
import { signInErrorKey } from './signInErrorKey';
import { SubmitButton } from './SubmitButton';

export interface SecondStepFormProps {
  onDone: () => void;
  /** Back to the password: by choice, or because it took too long. */
  onBack: (reason: string | null) => void;
}

/** What follows the password of somebody who has a second step: a code of their app, a recovery code, or a passkey. */
export function SecondStepForm({ onDone, onBack }: SecondStepFormProps) {
  const t = useTranslations('twoStep');
  const tAuth = useTranslations('auth');
  const { twoStep } = useTRPC().auth;
  const { data: pending } = useQuery(twoStep.pending.queryOptions(undefined, { staleTime: 0 }));
  const start = useMutation(twoStep.startPending.mutationOptions());
  const [error, setError] = useState<string | null>(null);

  const finish = async (proof: Parameters<typeof signInBySecondStep>[0]) => {
    setError(null);
    const refusal = await signInBySecondStep(proof).catch(() => 'Unknown');
    if (refusal === null) onDone();
    else if (refusal === 'SignInExpired') onBack(refusal);
    else if (refusal === 'CredentialsSignin') setError('code' in proof ? 'CodeWrong' : 'PasskeyRefused');
    else setError(refusal);
  };
  const byPasskey = useMutation({
    mutationFn: async () => {
      const options = await start.mutateAsync();
      if (!options) return onBack('SignInExpired');
      const answer = await askForPasskey(options);
      if (answer) await finish({ passkey: JSON.stringify(answer) });
    },
    onError: () => setError('PasskeyRefused'),
    meta: { handles: 'all' },
  });
  const form = useZodForm(secondCodeInput, async ({ code }) => await finish({ code }));

  return (
    <form noValidate method="post" onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <div>
        <h2 className="font-semibold">{t('secondTitle')}</h2>
        <p className="mt-1 text-sm text-ink-soft">
          {pending?.hasTotp === false ? t('secondByPasskey') : t('secondByCode')}
        </p>
      </div>
      <FormError>{error === null ? null : tAuth(`errors.${signInErrorKey(error)}`)}</FormError>
      {pending?.hasPasskeys && (
        <Button
          size="lg"
          isFullWidth
          variant={pending.hasTotp ? 'secondary' : 'primary'}
          iconStart={<Fingerprint />}
          isPending={byPasskey.isPending}
          onPress={() => byPasskey.mutate()}
        >
          {t('usePasskey')}
        </Button>
      )}
      <CodeField errorMessage={form.error('code')} isRecoveryOnly={pending?.hasTotp === false} />
      <SubmitButton isPending={form.isPending}>{t('goOn')}</SubmitButton>
      <Button variant="ghost" size="sm" className="self-center" onPress={() => onBack(null)}>
        {t('back')}
      </Button>
    </form>
  );
}
