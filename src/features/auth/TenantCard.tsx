'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { LOCALES, type Locale } from '@/shared/auth';
import { editTenantInput } from '@/shared/tenants';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Select } from '@/ui/Select';
import { TextField } from '@/ui/TextField';
import { ColourField } from './ColourField';
import { useEditTenant } from './useEditTenant';

export interface TenantCardProps {
  tenant: string;
  languageNames: Record<Locale, string>;
}

/** What an organisation is called and looks like. */
export function TenantCard({ tenant, languageNames }: TenantCardProps) {
  const t = useTranslations('tenant');
  const { data } = useSuspenseQuery(useTRPC().auth.tenant.get.queryOptions({ tenant }));
  const [colour, setColour] = useState(data.colour);
  const edit = useEditTenant();
  const form = useZodForm(
    editTenantInput,
    async (input) => await edit({ tenant, ...input }),
    (entries) => ({ name: entries.get('name'), locale: entries.get('locale'), colour }),
  );
  return (
    <Card title={t('general')} description={t('generalText')}>
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="name"
            label={t('name')}
            defaultValue={data.name}
            autoComplete="organization"
            errorMessage={form.error('name')}
          />
          <Select
            name="locale"
            label={t('language')}
            description={t('languageText')}
            defaultValue={data.locale}
            items={LOCALES.map((value) => ({ value, label: languageNames[value] }))}
          />
        </div>
        <ColourField value={colour} onChange={setColour} />
        <Button type="submit" variant="primary" isPending={form.isPending} className="self-start">
          {t('save')}
        </Button>
      </form>
    </Card>
  );
}
