'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { inviteInput, managesRole } from '@/shared/members';
import { parseAddresses } from '@/shared/addresses';
import { TENANT_ROLES, type TenantRole } from '@/shared/permissions';
import { AddressesField } from '@/ui/AddressesField';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/toast';

interface InviteProps {
  tenant: { slug: string; role: TenantRole };
}

export function InviteDialog({ tenant }: InviteProps) {
  const t = useTranslations('members');
  return (
    <Dialog
      title={t('invite')}
      description={t('inviteText')}
      trigger={
        <Button variant="primary" size="lg" iconStart={<UserRoundPlus />}>
          {t('invite')}
        </Button>
      }
    >
      {({ close }) => <InviteForm tenant={tenant} onSent={close} />}
    </Dialog>
  );
}

function InviteForm({ tenant, onSent }: InviteProps & { onSent: () => void }) {
  const t = useTranslations('members');
  const tRoles = useTranslations('account.roles');
  const { invitations } = useTRPC().auth;
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [role, setRole] = useState<TenantRole>('member');
  const create = useMutation(invitations.create.mutationOptions());
  const form = useZodForm(
    inviteInput,
    async (input) => {
      const results = await create.mutateAsync({ tenant: tenant.slug, ...input });
      await queries.invalidateQueries(invitations.list.queryFilter());
      const sent = results.filter(({ outcome }) => outcome === 'invited');
      if (sent.length > 0) toast({ tone: 'success', title: t('sent', { count: sent.length }) });
      if (sent.length === results.length) return onSent();
      setText(results.flatMap(({ email, outcome }) => (outcome === 'invited' ? [] : [email])).join('\n'));
    },
    () => ({ emails: parseAddresses(text), role }),
  );
  const addresses = parseAddresses(text);
  const refused = create.data?.filter(({ email }) => addresses.includes(email)) ?? [];
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <AddressesField
        label={t('addresses')}
        description={t('addressesHint')}
        text={text}
        onChange={setText}
        addresses={addresses}
        error={form.error}
      />
      <Select
        label={t('inviteRole')}
        description={t(`roleHints.${role}`)}
        value={role}
        onChange={setRole}
        items={TENANT_ROLES.filter((one) => managesRole(tenant.role, one)).map((value) => ({
          value,
          label: tRoles(value),
        }))}
      />
      {refused.length > 0 && (
        <Banner tone="warn" isLive title={t('notSent')}>
          <ul>
            {refused.map(({ email, outcome }) =>
              outcome === 'invited' ? null : <li key={email}>{t(`outcomes.${outcome}`, { email })}</li>,
            )}
          </ul>
        </Banner>
      )}
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('send', { count: addresses.length })}
      </Button>
    </form>
  );
}
