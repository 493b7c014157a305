'use client';

import { useTranslations } from 'next-intl';
import { appCodeOf } from '@/api/appError';
import { PASSWORD_MIN } from '@/shared/auth';
import { PasswordField } from '@/ui/PasswordField';

export interface NewPasswordFieldProps {
  fieldError: string | undefined;
  /** The mutation's error: a password that everybody uses is told here, beside the field. */
  error: unknown;
}

export function NewPasswordField({ fieldError, error }: NewPasswordFieldProps) {
  const t = useTranslations('auth');
  const tErrors = useTranslations('errors');
  const isCommon = appCodeOf(error) === 'PASSWORD_COMMON';
  return (
    <PasswordField
      name="password"
      label={t('newPassword')}
      autoComplete="new-password"
      description={t('passwordHint', { min: PASSWORD_MIN })}
      errorMessage={fieldError ?? (isCommon ? tErrors('PASSWORD_COMMON') : undefined)}
    />
  );
}
