'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { appCodeOf } from '@/api/appError';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { setHostInput } from '@/shared/operator';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/TextField';
import { toast } from '@/ui/toast';
import type { OperatedTenant } from './operatedTenant';

export interface HostFormProps {
  tenant: OperatedTenant;
  onSaved: () => void;
}

/** An organisation's own host name; an emptied field is none. */
export function HostForm({ tenant, onSaved }: HostFormProps) {
  const t = useTranslations('operator');
  const tErrors = useTranslations('errors');
  const { operator } = useTRPC().auth;
  const queries = useQueryClient();
  const [host, setHost] = useState(tenant.host ?? '');
  const save = useMutation(
    operator.setHost.mutationOptions({
      onSuccess: async () => {
        toast({ tone: 'success', title: t('done.host', { name: tenant.name }) });
        await queries.invalidateQueries(operator.list.infiniteQueryFilter());
        onSaved();
      },
      meta: { handles: ['HOST_TAKEN'] },
    }),
  );
  const form = useZodForm(
    setHostInput,
    async (input) => await save.mutateAsync({ tenantId: tenant.id, ...input }),
    () => ({ host: host.trim() === '' ? null : host }),
  );
  const isTaken = appCodeOf(save.error) === 'HOST_TAKEN';
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        label={t('host')}
        description={t('hostHint')}
        value={host}
        onChange={setHost}
        placeholder="meet.acme.example"
        autoComplete="off"
        spellCheck="false"
        inputMode="url"
        errorMessage={form.error('host') ?? (isTaken ? tErrors('HOST_TAKEN') : undefined)}
      />
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('save')}
      </Button>
    </form>
  );
}
