'use client';

import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { createTenantInput } from '@/shared/auth';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';

export function NewTenantDialog() {
  const t = useTranslations('account');
  return (
    <Dialog
      size="sm"
      title={t('newTenant')}
      description={t('newTenantHint')}
      trigger={
        <Button size="sm" iconStart={<Plus />}>
          {t('newTenant')}
        </Button>
      }
    >
      <NewTenantForm />
    </Dialog>
  );
}

function NewTenantForm() {
  const t = useTranslations('account');
  const router = useRouter();
  const create = useMutation(
    useTRPC().auth.createTenant.mutationOptions({ onSuccess: ({ slug }) => router.push(`/t/${slug}`) }),
  );
  const form = useZodForm(createTenantInput, async (input) => await create.mutateAsync(input));
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="name"
        label={t('tenantName')}
        autoComplete="organization"
        errorMessage={form.error('name')}
      />
      <Button type="submit" variant="primary" isFullWidth isPending={form.isPending}>
        {t('create')}
      </Button>
    </form>
  );
}
