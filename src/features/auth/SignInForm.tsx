'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useZodForm } from '@/api/useZodForm';
import { signInInput } from '@/shared/auth';
import { FormError } from '@/ui/FormError';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { PasskeyButton } from './PasskeyButton';
import { SecondStepForm } from './SecondStepForm';
import { SubmitButton } from './SubmitButton';
import { signInByPassword } from './nextAuthClient';
import { signInErrorKey } from './signInErrorKey';
import { TextLink } from './TextLink';

export interface SignInFormProps {
  callbackPath: string;
  /** The code of what went wrong at a provider. */
  initialError?: string | undefined;
}

/** By password, and where the person has one by a second step after it; or by a passkey alone. */
export function SignInForm({ callbackPath, initialError }: SignInFormProps) {
  const [error, setError] = useState(initialError ?? null);
  const [isHalfWay, setIsHalfWay] = useState(false);
  const goOn = () => location.assign(callbackPath);
  if (isHalfWay)
    return (
      <SecondStepForm
        onDone={goOn}
        onBack={(reason) => {
          setError(reason);
          setIsHalfWay(false);
        }}
      />
    );
  return (
    <PasswordForm
      error={error}
      onTry={() => setError(null)}
      onRefused={(refusal) => (refusal === 'SecondStep' ? setIsHalfWay(true) : setError(refusal))}
      onDone={goOn}
    />
  );
}

interface PasswordFormProps {
  error: string | null;
  onTry: () => void;
  onRefused: (refusal: string) => void;
  onDone: () => void;
}

function PasswordForm({ error, onTry, onRefused, onDone }: PasswordFormProps) {
  const t = useTranslations('auth');
  const form = useZodForm(signInInput, async ({ email, password }) => {
    onTry();
    const refusal = await signInByPassword(email, password).catch(() => 'Unknown');
    if (refusal === null) onDone();
    else onRefused(refusal);
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
      <PasskeyButton onTry={onTry} onRefused={onRefused} onDone={onDone} />
      <p className="text-center text-sm">
        <TextLink href="/forgot-password">{t('forgot')}</TextLink>
      </p>
    </form>
  );
}
