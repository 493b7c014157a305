'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { requestPasswordResetInput } from '@/shared/auth';
import { Banner } from '@/ui/Banner';
import { TextField } from '@/ui/TextField';
import { SubmitButton } from './SubmitButton';

export function ForgotPasswordForm() {
  const t = useTranslations('auth');
  const request = useMutation(useTRPC().auth.requestPasswordReset.mutationOptions());
  const form = useZodForm(requestPasswordResetInput, async (input) => await request.mutateAsync(input));
  if (request.isSuccess)
    return (
      <Banner tone="success" isLive title={t('resetSent.title')}>
        {t('resetSent.text', { email: request.variables.email })}
      </Banner>
    );
  return (
    <form noValidate method="post" onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        errorMessage={form.error('email')}
      />
      <SubmitButton isPending={form.isPending}>{t('sendLink')}</SubmitButton>
    </form>
  );
}
