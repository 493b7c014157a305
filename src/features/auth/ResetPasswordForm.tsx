'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { resetPasswordInput } from '@/shared/auth';
import { Banner } from '@/ui/Banner';
import { FormError } from '@/ui/FormError';
import { NewPasswordField } from './NewPasswordField';
import { SubmitButton } from './SubmitButton';
import { TextLink } from './TextLink';

export function ResetPasswordForm({ token }: { token: string }) {
  const t = useTranslations('auth');
  const tErrors = useTranslations('errors');
  const reset = useMutation(
    useTRPC().auth.resetPassword.mutationOptions({ meta: { handles: ['PASSWORD_COMMON', 'LINK_INVALID'] } }),
  );
  const form = useZodForm(
    resetPasswordInput,
    async (input) => await reset.mutateAsync(input),
    (data) => ({ ...Object.fromEntries(data), token }),
  );
  if (reset.isSuccess)
    return (
      <>
        <Banner tone="success" isLive title={t('resetDone.title')}>
          {t('resetDone.text')}
        </Banner>
        <TextLink href="/sign-in">{t('toSignIn')}</TextLink>
      </>
    );
  // A token of the wrong form is a link that was cut short on its way.
  const isLinkInvalid = appCodeOf(reset.error) === 'LINK_INVALID' || form.error('token') !== undefined;
  return (
    <form noValidate method="post" onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <FormError>{isLinkInvalid ? tErrors('LINK_INVALID') : null}</FormError>
      <NewPasswordField fieldError={form.error('password')} error={reset.error} />
      <SubmitButton isPending={form.isPending}>{t('setPassword')}</SubmitButton>
      {isLinkInvalid && (
        <p className="text-center text-sm">
          <TextLink href="/forgot-password">{t('newLink')}</TextLink>
        </p>
      )}
    </form>
  );
}
