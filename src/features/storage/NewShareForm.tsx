'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { shareRecordingInput } from '@/shared/recordings';
import { Button } from '@/ui/Button';
import { PasswordField } from '@/ui/PasswordField';
import { Select } from '@/ui/Select';
import { Switch } from '@/ui/Switch';
import { toast } from '@/ui/toast';

const EXPIRIES = ['1', '7', '30', 'never'] as const;

const readForm = (form: FormData) => {
  const [days, password] = [form.get('days'), form.get('password')];
  return {
    days: days === 'never' ? null : Number(days),
    password: password === '' ? null : password,
    hasChat: form.has('hasChat'),
  };
};

export function NewShareForm({ recordingId }: { recordingId: string }) {
  const t = useTranslations('recordings');
  const { recordings } = useTRPC().storage;
  const client = useQueryClient();
  // Each link that is made leaves an empty form.
  const [made, setMade] = useState(0);
  const share = useMutation(
    recordings.share.mutationOptions({
      onSuccess: async () => await client.invalidateQueries(recordings.shares.queryFilter({ recordingId })),
    }),
  );
  const form = useZodForm(
    shareRecordingInput,
    async (input) => {
      await share.mutateAsync({ recordingId, ...input });
      toast({ tone: 'success', title: t('linkMade') });
      setMade(made + 1);
    },
    readForm,
  );
  return (
    <form
      key={made}
      noValidate
      aria-label={t('newLink')}
      onSubmit={form.onSubmit}
      className="mt-6 flex flex-col gap-5"
    >
      <h3 className="text-base font-semibold">{t('newLink')}</h3>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Select
          name="days"
          label={t('expiry')}
          defaultValue="7"
          items={EXPIRIES.map((value) => ({ value, label: t(`expiries.${value}`) }))}
          errorMessage={form.error('days')}
        />
        <PasswordField
          name="password"
          label={t('sharePassword')}
          description={t('sharePasswordHint')}
          autoComplete="new-password"
          errorMessage={form.error('password')}
        />
      </div>
      <Switch name="hasChat" label={t('shareChat')} />
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('makeLink')}
      </Button>
    </form>
  );
}
