'use client';

import { useTranslations } from 'next-intl';
import { TextField } from '@/ui/TextField';

export interface CodeFieldProps {
  errorMessage: string | undefined;
  /** There is no app whose codes it could be. */
  isRecoveryOnly?: boolean | undefined;
}

/** A code of the authenticator app, or a recovery code in its place. */
export function CodeField({ errorMessage, isRecoveryOnly = false }: CodeFieldProps) {
  const t = useTranslations('twoStep');
  return (
    <TextField
      name="code"
      label={isRecoveryOnly ? t('recoveryCode') : t('code')}
      description={isRecoveryOnly ? undefined : t('codeHint')}
      autoComplete="one-time-code"
      spellCheck="false"
      // The one thing to do here.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={!isRecoveryOnly}
      errorMessage={errorMessage}
    />
  );
}
