'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { appCodeOf } from '@/api/appError';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PasswordField } from '@/ui/PasswordField';

export interface SharedPasswordFormProps {
  /** Why the last one was refused. */
  error: unknown;
  isPending: boolean;
  onSubmit: (password: string) => void;
}

export function SharedPasswordForm({ error, isPending, onSubmit }: SharedPasswordFormProps) {
  const t = useTranslations('recordings');
  const errors = useTranslations('errors');
  const [isMissing, setIsMissing] = useState(false);
  const refused = error ? errors(appCodeOf(error) ?? 'UNKNOWN') : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    setIsMissing(!password);
    if (typeof password === 'string' && password !== '' && !isPending) onSubmit(password);
  };
  return (
    <div className="mx-auto w-full max-w-md py-8 sm:py-16">
      <Card title={t('passwordTitle')} description={t('passwordText')} headingLevel={2}>
        <form noValidate onSubmit={submit} className="flex flex-col gap-5">
          <PasswordField
            name="password"
            label={t('password')}
            autoComplete="off"
            errorMessage={isMissing ? t('passwordRequired') : refused}
          />
          <Button type="submit" variant="primary" isFullWidth isPending={isPending}>
            {t('openShared')}
          </Button>
        </form>
      </Card>
    </div>
  );
}
