'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useZodForm } from '@/api/useZodForm';
import { signInInput } from '@/shared/auth';
import { Button } from '@/ui/Button';
import { FormError } from '@/ui/FormError';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { OrLine } from './OrLine';
import { ProviderButton, type ProviderDoor } from './ProviderButton';
import { SubmitButton } from './SubmitButton';
import { signInByPassword } from './nextAuthClient';
import { signInErrorKey } from './signInErrorKey';
import { TextLink } from './TextLink';
import { useProviderWay } from './useProviderWay';

export interface SignInFormProps {
  callbackPath: string;
  /** The code of what went wrong at a provider. */
  initialError?: string | undefined;
  /** The provider of the organisation whose page it is. */
  door?: ProviderDoor | null | undefined;
}

export function SignInForm({ callbackPath, initialError, door = null }: SignInFormProps) {
  const t = useTranslations('auth');
  const tProvider = useTranslations('provider');
  const way = useProviderWay({ callbackPath, ownDoor: door });
  const [error, setError] = useState(initialError ?? null);
  const form = useZodForm(signInInput, async ({ email, password }) => {
    setError(null);
    const refusal = await signInByPassword(email, password).catch(() => 'Unknown');
    if (refusal === null) location.assign(callbackPath);
    else setError(refusal);
  });
  const leave = (event: FormEvent) => {
    event.preventDefault();
    if (way.href) location.assign(way.href);
  };
  return (
    <form
      noValidate
      method="post"
      onSubmit={way.isPasswordHidden ? leave : form.onSubmit}
      className="flex flex-col gap-5"
    >
      <FormError>{error === null ? null : t(`errors.${signInErrorKey(error)}`)}</FormError>
      {door && way.href && <ProviderButton door={door} href={way.href} />}
      {door && !way.isPasswordHidden && <OrLine />}
      <TextField
        className={door && way.isPasswordHidden ? 'hidden' : undefined}
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        onChange={way.onEmail}
        errorMessage={form.error('email')}
      />
      {!door && way.door && way.href && <ProviderButton door={way.door} href={way.href} />}
      {way.isPasswordHidden && (
        <Button variant="ghost" onPress={way.showPassword}>
          {tProvider('passwordInstead')}
        </Button>
      )}
      {/* Hidden, not gone: what a password manager has filled in stays. */}
      <div className={way.isPasswordHidden ? 'hidden' : 'contents'}>
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
      </div>
    </form>
  );
}
