'use client';

import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { registerInput } from '@/shared/auth';
import { Banner } from '@/ui/Banner';
import { TextField } from '@/ui/TextField';
import { NewPasswordField } from './NewPasswordField';
import { SubmitButton } from './SubmitButton';
import { signInByPassword } from './nextAuthClient';

/**
 * The answer to a registration is the same whether the address has an account or not. The sign-in that follows
 * lets a new person in at once; somebody else's account stays shut, and its owner has mail.
 */
export function RegisterForm({ callbackPath }: { callbackPath: string }) {
  const t = useTranslations('auth');
  const locale = useLocale();
  const [hasToCheckMail, setHasToCheckMail] = useState(false);
  const register = useMutation(
    useTRPC().auth.register.mutationOptions({ meta: { handles: ['PASSWORD_COMMON'] } }),
  );
  const form = useZodForm(
    registerInput,
    async (input) => {
      await register.mutateAsync(input);
      const refusal = await signInByPassword(input.email, input.password).catch(() => 'Unknown');
      if (refusal === null) location.assign(callbackPath);
      else setHasToCheckMail(true);
    },
    (data) => ({ ...Object.fromEntries(data), locale }),
  );
  if (hasToCheckMail)
    return (
      <Banner tone="success" isLive title={t('checkMail.title')}>
        {t('checkMail.text')}
      </Banner>
    );
  return (
    <form noValidate method="post" onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField name="name" label={t('name')} autoComplete="name" errorMessage={form.error('name')} />
      <TextField
        name="organisation"
        label={t('organisation')}
        description={t('organisationHint')}
        autoComplete="organization"
        errorMessage={form.error('organisation')}
      />
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        errorMessage={form.error('email')}
      />
      <NewPasswordField fieldError={form.error('password')} error={register.error} />
      <SubmitButton isPending={form.isPending}>{t('register')}</SubmitButton>
    </form>
  );
}
