'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { domainInput } from '@/shared/provider';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { TextField } from '@/ui/TextField';
import { DomainRow } from './DomainRow';

/** The mail domains that the organisation has proven to be its own, or is about to. */
export function DomainsCard({ tenant }: { tenant: string }) {
  const t = useTranslations('provider');
  const trpc = useTRPC().auth.domains;
  const client = useQueryClient();
  const { data: domains } = useSuspenseQuery(trpc.list.queryOptions({ tenant }));
  const [typed, setTyped] = useState('');
  const refetch = async () => await client.invalidateQueries(trpc.list.queryFilter({ tenant }));
  const add = useMutation(
    trpc.add.mutationOptions({
      onSuccess: async () => {
        setTyped('');
        await refetch();
      },
    }),
  );
  const form = useZodForm(domainInput, async ({ domain }) => await add.mutateAsync({ tenant, domain }));
  return (
    <Card title={t('domains')} description={t('domainsText')}>
      {domains.length > 0 && (
        <ul className="-mt-3 mb-5 divide-y divide-line border-b border-line">
          {domains.map((domain) => (
            <DomainRow key={domain.id} tenant={tenant} domain={domain} onChanged={refetch} />
          ))}
        </ul>
      )}
      <form noValidate onSubmit={form.onSubmit} className="flex flex-wrap items-start gap-3">
        <TextField
          name="domain"
          label={t('domain')}
          placeholder="example.com"
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          spellCheck="false"
          errorMessage={form.error('domain')}
          className="min-w-56 flex-1"
        />
        <Button type="submit" isPending={form.isPending} className="mt-7 h-11">
          {t('addDomain')}
        </Button>
      </form>
    </Card>
  );
}
