'use client';

import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { registerInvitedInput } from '@/shared/auth';
import { FormError } from '@/ui/FormError';
import { TextField } from '@/ui/TextField';
import { NewPasswordField } from './NewPasswordField';
import { signInByPassword } from './nextAuthClient';
import { SubmitButton } from './SubmitButton';

export interface RegisterInvitedFormProps {
  token: string;
  /** The address that the invitation went to: the account has this one. */
  email: string;
  callbackPath: string;
}

/** A new account for somebody who was invited; they accept once they are signed in. */
export function RegisterInvitedForm({ token, email, callbackPath }: RegisterInvitedFormProps) {
  const t = useTranslations('auth');
  const tMembers = useTranslations('members');
  const locale = useLocale();
  const register = useMutation(
    useTRPC().auth.registerInvited.mutationOptions({
      meta: { handles: ['PASSWORD_COMMON', 'ACCOUNT_EXISTS'] },
    }),
  );
  const form = useZodForm(
    registerInvitedInput,
    async (input) => {
      await register.mutateAsync(input);
      await signInByPassword(email, input.password);
      location.assign(callbackPath);
    },
    (data) => ({ ...Object.fromEntries(data), email, token, locale }),
  );
  return (
    <form noValidate method="post" onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <FormError>
        {appCodeOf(register.error) === 'ACCOUNT_EXISTS' ? tMembers('accountExists') : null}
      </FormError>
      <TextField
        type="email"
        label={t('email')}
        value={email}
        isReadOnly
        autoComplete="username"
        errorMessage={form.error('email')}
      />
      <TextField name="name" label={t('name')} autoComplete="name" errorMessage={form.error('name')} />
      <NewPasswordField fieldError={form.error('password')} error={register.error} />
      <SubmitButton isPending={form.isPending}>{t('register')}</SubmitButton>
    </form>
  );
}
