'use client';

import { useTranslations } from 'next-intl';
import { appCodeOf } from '@/api/appError';
import { useZodForm } from '@/api/useZodForm';
import { removeTenantInput } from '@/shared/operator';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/TextField';
import { useOperator } from './useOperator';

export interface RemoveTenantFormProps {
  tenant: { id: string; name: string };
  onRemoved: () => void;
}

/** Whoever deletes an organisation writes its name: a slip of the hand is not enough. */
export function RemoveTenantForm({ tenant, onRemoved }: RemoveTenantFormProps) {
  const t = useTranslations('operator');
  const tErrors = useTranslations('errors');
  const { remove } = useOperator(tenant);
  const form = useZodForm(removeTenantInput, async ({ name }) => {
    await remove.mutateAsync({ tenantId: tenant.id, name });
    onRemoved();
  });
  const isWrong = appCodeOf(remove.error) === 'NAME_WRONG';
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="name"
        label={t('removeName', { name: tenant.name })}
        autoComplete="off"
        errorMessage={form.error('name') ?? (isWrong ? tErrors('NAME_WRONG') : undefined)}
      />
      <Button type="submit" variant="danger" isPending={form.isPending} className="sm:self-end">
        {t('remove')}
      </Button>
    </form>
  );
}
