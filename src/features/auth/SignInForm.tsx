'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useZodForm } from '@/api/useZodForm';
import { signInInput } from '@/shared/auth';
import { Button } from '@/ui/Button';
import { FormError } from '@/ui/FormError';
import { PasswordField } from '@/ui/PasswordField';
import { TextField } from '@/ui/TextField';
import { PasskeyButton } from './PasskeyButton';
import { SecondStepForm } from './SecondStepForm';
import { OrLine } from './OrLine';
import { ProviderButton, type ProviderDoor } from './ProviderButton';
import { SubmitButton } from './SubmitButton';
import { signInByPassword } from './nextAuthClient';
import { signInErrorKey } from './signInErrorKey';
import { TextLink } from './TextLink';
import { type ProviderWayOptions, useProviderWay } from './useProviderWay';

export interface SignInFormProps {
  callbackPath: string;
  /** The code of what went wrong at a provider. */
  initialError?: string | undefined;
  /** The provider of the organisation whose page it is. */
  door?: ProviderDoor | null | undefined;
  /** Whether passkeys open this page: they are bound to one host. */
  hasPasskeys?: boolean | undefined;
}

/** By password, and where the person has one by a second step after it; or by a passkey alone. */
export function SignInForm({ callbackPath, initialError, door = null, hasPasskeys = true }: SignInFormProps) {
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
      way={{ callbackPath, ownDoor: door }}
      hasPasskeys={hasPasskeys}
      error={error}
      onTry={() => setError(null)}
      onRefused={(refusal) => (refusal === 'SecondStep' ? setIsHalfWay(true) : setError(refusal))}
      onDone={goOn}
    />
  );
}

interface PasswordFormProps {
  way: ProviderWayOptions;
  hasPasskeys: boolean;
  error: string | null;
  onTry: () => void;
  onRefused: (refusal: string) => void;
  onDone: () => void;
}

function PasswordForm({ way: options, hasPasskeys, error, onTry, onRefused, onDone }: PasswordFormProps) {
  const t = useTranslations('auth');
  const tProvider = useTranslations('provider');
  const way = useProviderWay(options);
  const isOwn = options.ownDoor !== null;
  const form = useZodForm(signInInput, async ({ email, password }) => {
    onTry();
    const refusal = await signInByPassword(email, password).catch(() => 'Unknown');
    if (refusal === null) onDone();
    else onRefused(refusal);
  });
  const leave = (event: FormEvent) => {
    event.preventDefault();
    if (way.href) location.assign(way.href);
  };
  const button = way.door && way.href && <ProviderButton door={way.door} href={way.href} />;
  return (
    <form
      noValidate
      method="post"
      onSubmit={way.isPasswordHidden ? leave : form.onSubmit}
      className="flex flex-col gap-5"
    >
      <FormError>{error === null ? null : t(`errors.${signInErrorKey(error)}`)}</FormError>
      {isOwn && button}
      {isOwn && !way.isPasswordHidden && <OrLine />}
      {/* Hidden, not gone, as below: what a password manager has filled in stays. */}
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        onChange={way.onEmail}
        errorMessage={form.error('email')}
        className={isOwn && way.isPasswordHidden ? 'hidden' : undefined}
      />
      {!isOwn && button}
      {way.isPasswordHidden && (
        <Button variant="ghost" onPress={way.showPassword}>
          {tProvider('passwordInstead')}
        </Button>
      )}
      <div className={way.isPasswordHidden ? 'hidden' : 'contents'}>
        <PasswordField
          name="password"
          label={t('password')}
          autoComplete="current-password"
          errorMessage={form.error('password')}
        />
        <SubmitButton isPending={form.isPending}>{t('signIn')}</SubmitButton>
        {hasPasskeys && <PasskeyButton onTry={onTry} onRefused={onRefused} onDone={onDone} />}
        <p className="text-center text-sm">
          <TextLink href="/forgot-password">{t('forgot')}</TextLink>
        </p>
      </div>
    </form>
  );
}
