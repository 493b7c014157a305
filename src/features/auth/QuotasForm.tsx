'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { GIGABYTE, setQuotasInput } from '@/shared/operator';
import { Button } from '@/ui/Button';
import { NumberField } from '@/ui/NumberField';
import { toast } from '@/ui/toast';
import type { OperatedTenant } from './operatedTenant';

export interface QuotasFormProps {
  tenant: OperatedTenant;
  onSaved: () => void;
}

/** An emptied field is no limit. */
const orNone = (value: number) => (Number.isNaN(value) ? null : value);

/** How much an organisation may use. */
export function QuotasForm({ tenant, onSaved }: QuotasFormProps) {
  const t = useTranslations('operator');
  const { operator } = useTRPC().auth;
  const queries = useQueryClient();
  const [gigabytes, setGigabytes] = useState(tenant.storageQuota / GIGABYTE);
  const [maxFileMB, setMaxFileMB] = useState(tenant.maxFileMB);
  const [maxPeople, setMaxPeople] = useState(tenant.maxPeople);
  const [minutes, setMinutes] = useState(tenant.meetingMinutes ?? Number.NaN);
  const [recordings, setRecordings] = useState(tenant.maxRecordings ?? Number.NaN);
  const save = useMutation(
    operator.setQuotas.mutationOptions({
      onSuccess: async () => {
        toast({ tone: 'success', title: t('done.limits', { name: tenant.name }) });
        await queries.invalidateQueries(operator.list.infiniteQueryFilter());
        onSaved();
      },
    }),
  );
  const form = useZodForm(
    setQuotasInput,
    async (input) => await save.mutateAsync({ tenantId: tenant.id, ...input }),
    () => ({
      storageQuota: gigabytes * GIGABYTE,
      maxFileMB,
      maxPeople,
      meetingMinutes: orNone(minutes),
      maxRecordings: orNone(recordings),
    }),
  );
  const fields = [
    ['storageQuota', gigabytes, setGigabytes],
    ['maxFileMB', maxFileMB, setMaxFileMB],
    ['maxPeople', maxPeople, setMaxPeople],
    ['meetingMinutes', minutes, setMinutes],
    ['maxRecordings', recordings, setRecordings],
  ] as const;
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5 border-t border-line pt-6">
      <div className="grid items-end gap-5 sm:grid-cols-2">
        {fields.map(([name, value, onChange]) => (
          <NumberField
            key={name}
            label={t(`limit.${name}`)}
            value={value}
            onChange={onChange}
            minValue={0}
            errorMessage={form.error(name)}
          />
        ))}
      </div>
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('save')}
      </Button>
    </form>
  );
}
