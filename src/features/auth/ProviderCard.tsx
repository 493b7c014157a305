'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { providerInput } from '@/shared/provider';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { PasswordField } from '@/ui/PasswordField';
import { TextArea } from '@/ui/TextArea';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import { AddressToCopy } from './AddressToCopy';

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);

/** The organisation's own identity provider: what to enter there, and what is entered here. */
export function ProviderCard({ tenant }: { tenant: string }) {
  const t = useTranslations('provider');
  const trpc = useTRPC().auth.provider;
  const client = useQueryClient();
  const { data } = useSuspenseQuery(trpc.get.queryOptions({ tenant }));
  const { provider, redirectUri, ownRedirectUri, logoutUri } = data;
  const [secret, setSecret] = useState('');
  const [adminValues, setAdminValues] = useState(provider?.adminValues.join('\n') ?? '');
  const refetch = async () => await client.invalidateQueries(trpc.get.queryFilter({ tenant }));
  const set = useMutation(
    trpc.set.mutationOptions({
      onSuccess: async () => {
        setSecret('');
        toast({ tone: 'success', title: t('saved') });
        await refetch();
      },
    }),
  );
  const remove = useMutation(trpc.remove.mutationOptions({ onSuccess: refetch }));
  const form = useZodForm(
    providerInput,
    async (settings) => await set.mutateAsync({ tenant, ...settings }),
    (entries) => ({ ...Object.fromEntries(entries), secret, adminValues: linesOf(adminValues) }),
  );
  const wrong = linesOf(adminValues).findIndex((_, index) => form.error(`adminValues.${index}`));
  return (
    <Card title={t('title')} description={t('text')}>
      <dl className="mb-6 flex flex-col gap-4 border-b border-line pb-6">
        <AddressToCopy label={t('redirectUri')} text={redirectUri} />
        {ownRedirectUri && <AddressToCopy label={t('ownRedirectUri')} text={ownRedirectUri} />}
        <AddressToCopy label={t('logoutUri')} text={logoutUri} />
      </dl>
      {/* Another provider, another form: what was typed for the one before is none of its business. */}
      <form key={provider?.id} noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
        <TextField
          name="name"
          label={t('name')}
          description={t('nameHint')}
          defaultValue={provider?.name ?? ''}
          autoComplete="off"
          errorMessage={form.error('name')}
        />
        <TextField
          name="issuer"
          type="url"
          label={t('issuer')}
          description={t('issuerHint')}
          defaultValue={provider?.issuer ?? ''}
          placeholder="https://id.example.com"
          autoComplete="off"
          spellCheck="false"
          errorMessage={form.error('issuer')}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="clientId"
            label={t('clientId')}
            defaultValue={provider?.clientId ?? ''}
            autoComplete="off"
            spellCheck="false"
            errorMessage={form.error('clientId')}
          />
          <PasswordField
            label={t('secret')}
            description={provider ? t('secretKept') : t('secretHint')}
            value={secret}
            onChange={setSecret}
            autoComplete="new-password"
            errorMessage={form.error('secret')}
          />
        </div>
        <TextField
          name="roleClaim"
          label={t('roleClaim')}
          description={t('roleClaimHint')}
          defaultValue={provider?.roleClaim ?? ''}
          placeholder="groups"
          autoComplete="off"
          spellCheck="false"
          errorMessage={form.error('roleClaim')}
        />
        <TextArea
          label={t('adminValues')}
          description={t('adminValuesHint')}
          value={adminValues}
          onChange={setAdminValues}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          errorMessage={
            form.error('adminValues') ?? (wrong === -1 ? undefined : form.error(`adminValues.${wrong}`))
          }
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isPending={form.isPending}>
            {t('save')}
          </Button>
          {provider && (
            <ConfirmDialog
              title={t('remove')}
              confirmLabel={t('remove')}
              isPending={remove.isPending}
              onConfirm={async () => await remove.mutateAsync({ tenant })}
              trigger={<Button variant="ghost">{t('remove')}</Button>}
            >
              {t('removeText')}
            </ConfirmDialog>
          )}
        </div>
      </form>
    </Card>
  );
}
