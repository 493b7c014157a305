'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { editTenantInput } from '@/shared/tenants';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { NumberField } from '@/ui/NumberField';
import { TextArea } from '@/ui/TextArea';
import { useEditTenant } from './useEditTenant';

/** As people paste them: with commas, spaces, an @ before each. */
const parseDomains = (text: string) =>
  text
    .split(/[\s,;、，]+/)
    .map((word) => word.replace(/^@/, ''))
    .filter(Boolean);

/** Who may be invited, and how long it is kept what was done. */
export function TenantRulesCard({ tenant }: { tenant: string }) {
  const t = useTranslations('tenant');
  const { data } = useSuspenseQuery(useTRPC().auth.tenant.get.queryOptions({ tenant }));
  const [domains, setDomains] = useState(data.mailDomains.join('\n'));
  const [auditDays, setAuditDays] = useState(data.auditDays);
  const edit = useEditTenant();
  const form = useZodForm(
    editTenantInput,
    async (input) => await edit({ tenant, ...input }),
    () => ({ mailDomains: parseDomains(domains), auditDays }),
  );
  const wrong = parseDomains(domains).findIndex((_, index) => form.error(`mailDomains.${index}`));
  return (
    <Card title={t('rules')} description={t('rulesText')}>
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
        <TextArea
          label={t('domains')}
          description={t('domainsText')}
          value={domains}
          onChange={setDomains}
          rows={2}
          spellCheck={false}
          autoComplete="off"
          errorMessage={
            form.error('mailDomains') ??
            (wrong === -1
              ? undefined
              : `${parseDomains(domains)[wrong] ?? ''}: ${form.error(`mailDomains.${wrong}`) ?? ''}`)
          }
        />
        <NumberField
          label={t('auditDays')}
          description={t('auditDaysText')}
          value={auditDays}
          onChange={setAuditDays}
          errorMessage={form.error('auditDays')}
        />
        <Button type="submit" variant="primary" isPending={form.isPending} className="self-start">
          {t('save')}
        </Button>
      </form>
    </Card>
  );
}
