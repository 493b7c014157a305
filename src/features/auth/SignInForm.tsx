'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useZodForm } from '@/api/useZodForm';
import { signInInput } from '@/shared/auth';
import { FormError } from '@/ui/FormError';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { SubmitButton } from './SubmitButton';
import { signInByPassword } from './nextAuthClient';
import { signInErrorKey } from './signInErrorKey';
import { TextLink } from './TextLink';

export interface SignInFormProps {
  callbackPath: string;
  /** The code of what went wrong at a provider. */
  initialError?: string | undefined;
}

export function SignInForm({ callbackPath, initialError }: SignInFormProps) {
  const t = useTranslations('auth');
  const [error, setError] = useState(initialError ?? null);
  const form = useZodForm(signInInput, async ({ email, password }) => {
    setError(null);
    const refusal = await signInByPassword(email, password).catch(() => 'Unknown');
    if (refusal === null) location.assign(callbackPath);
    else setError(refusal);
  });
  return (
    <form noValidate method="post" onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <FormError>{error === null ? null : t(`errors.${signInErrorKey(error)}`)}</FormError>
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        errorMessage={form.error('email')}
      />
      <PasswordField
        name="password"
        label={t('password')}
        autoComplete="current-password"
        errorMessage={form.error('password')}
      />
      <SubmitButton isPending={form.isPending}>{t('signIn')}</SubmitButton>
      <p className="text-center text-sm">
        <TextLink href="/forgot-password">{t('forgot')}</TextLink>
      </p>
    </form>
  );
}
