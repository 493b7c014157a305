'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { z } from 'zod';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { confirmPasswordInput, secondCodeInput } from '@/shared/twoStep';
import { Button } from '@/ui/Button';
import { PasswordField } from '@/ui/PasswordField';
import { CodeField } from './CodeField';
import { askForPasskey } from './passkeyClient';

export interface ConfirmFormProps {
  /** What is asked for; a passkey does for both. */
  needs: { code: boolean; password: boolean };
  has: { hasTotp: boolean; passkeys: number };
  onDone: () => void;
}

/** Shows once more who it is: by passkey, or by code and password. */
export function ConfirmForm({ needs, has, onDone }: ConfirmFormProps) {
  const t = useTranslations('twoStep');
  const tErrors = useTranslations('errors');
  const { twoStep } = useTRPC().auth;
  const queryClient = useQueryClient();
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: twoStep.get.queryKey() });
    onDone();
  };
  const prove = useMutation(twoStep.prove.mutationOptions({ meta: { handles: ['CODE_WRONG'] } }));
  const byPassword = useMutation(
    twoStep.confirmByPassword.mutationOptions({ meta: { handles: ['PASSWORD_WRONG'] } }),
  );
  const start = useMutation(twoStep.startConfirm.mutationOptions());
  const answer = useMutation(twoStep.confirmByPasskey.mutationOptions());
  const byPasskey = useMutation({
    mutationFn: async () => {
      const response = await askForPasskey(await start.mutateAsync());
      if (!response) return;
      await answer.mutateAsync({ response });
      await done();
    },
    // The two mutations in it have told already.
    meta: { handles: 'all' },
  });
  const schema = z.object({
    ...(needs.code ? secondCodeInput.shape : {}),
    ...(needs.password ? confirmPasswordInput.shape : {}),
  });
  const form = useZodForm(schema, async (values) => {
    const { code, password } = values as { code?: string; password?: string };
    if (code !== undefined) await prove.mutateAsync({ code });
    if (password !== undefined) await byPassword.mutateAsync({ password });
    await done();
  });
  const told = (error: unknown, code: 'CODE_WRONG' | 'PASSWORD_WRONG') =>
    appCodeOf(error) === code ? tErrors(code) : undefined;
  return (
    <div className="flex flex-col gap-5">
      {has.passkeys > 0 && (
        <Button
          isFullWidth
          iconStart={<Fingerprint />}
          isPending={byPasskey.isPending}
          onPress={() => byPasskey.mutate()}
        >
          {t('usePasskey')}
        </Button>
      )}
      {(needs.code || needs.password) && (
        <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
          {needs.code && (
            <CodeField
              isRecoveryOnly={!has.hasTotp}
              errorMessage={form.error('code') ?? told(prove.error, 'CODE_WRONG')}
            />
          )}
          {needs.password && (
            <PasswordField
              name="password"
              label={t('yourPassword')}
              autoComplete="current-password"
              errorMessage={form.error('password') ?? told(byPassword.error, 'PASSWORD_WRONG')}
            />
          )}
          <Button type="submit" variant="primary" isFullWidth isPending={form.isPending}>
            {t('goOn')}
          </Button>
        </form>
      )}
    </div>
  );
}
