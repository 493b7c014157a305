'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { parseAddresses } from '@/shared/addresses';
import { inviteInput } from '@/shared/roomLinks';
import { AddressesField } from '@/ui/AddressesField';
import { Banner } from '@/ui/Banner';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/toast';
import { RoleSelect } from './RoleSelect';

export interface InviteDialogProps {
  roomId: string;
  canMakeHosts: boolean;
}

export function InviteDialog(props: InviteDialogProps) {
  const t = useTranslations('lobby.team');
  return (
    <Dialog
      title={t('inviteTitle')}
      description={t('inviteText')}
      trigger={
        <Button size="sm" variant="primary" iconStart={<Mail />}>
          {t('invite')}
        </Button>
      }
    >
      {({ close }) => <InviteForm {...props} onDone={close} />}
    </Dialog>
  );
}

function InviteForm({ roomId, canMakeHosts, onDone }: InviteDialogProps & { onDone: () => void }) {
  const t = useTranslations('lobby.team');
  const { rooms } = useTRPC();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const invite = useMutation(rooms.invite.mutationOptions());
  const form = useZodForm(
    inviteInput,
    async (input) => {
      const results = await invite.mutateAsync({ roomId, ...input });
      await client.invalidateQueries(rooms.links.list.queryFilter({ roomId }));
      const sent = results.filter(({ outcome }) => outcome === 'invited');
      if (sent.length > 0) toast({ tone: 'success', title: t('sent', { count: sent.length }) });
      if (sent.length === results.length) return onDone();
      setText(results.flatMap(({ email, outcome }) => (outcome === 'invited' ? [] : [email])).join('\n'));
    },
    (data) => ({ emails: parseAddresses(text), role: data.get('role') }),
  );
  const addresses = parseAddresses(text);
  const refused = invite.data?.filter(
    ({ email, outcome }) => outcome === 'tooMany' && addresses.includes(email),
  );
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <AddressesField
        label={t('emails')}
        description={t('emailsHint')}
        text={text}
        onChange={setText}
        addresses={addresses}
        error={form.error}
      />
      <RoleSelect canMakeHosts={canMakeHosts} />
      {refused && refused.length > 0 && (
        <Banner tone="warn" isLive title={t('notSent')}>
          <ul>
            {refused.map(({ email }) => (
              <li key={email}>{t('tooMany', { email })}</li>
            ))}
          </ul>
        </Banner>
      )}
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('send')}
      </Button>
    </form>
  );
}
