'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { INVITED_MAX, inviteInput } from '@/shared/roomLinks';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/TextField';
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

/** Addresses as people write them down: with commas, semicolons or spaces between them. */
const readForm = (form: FormData) => {
  const text = form.get('emails');
  const emails = typeof text === 'string' ? text.split(/[\s,;、，；]+/).filter(Boolean) : [];
  return { emails, role: form.get('role') };
};

const POSITIONS = Array.from({ length: INVITED_MAX + 1 }, (_, index) => `emails.${index}`);

function InviteForm({ roomId, canMakeHosts, onDone }: InviteDialogProps & { onDone: () => void }) {
  const t = useTranslations('lobby.team');
  const { rooms } = useTRPC();
  const client = useQueryClient();
  const invite = useMutation(
    rooms.invite.mutationOptions({
      onSuccess: async () => await client.invalidateQueries(rooms.links.list.queryFilter({ roomId })),
    }),
  );
  const form = useZodForm(
    inviteInput,
    async (input) => {
      await invite.mutateAsync({ roomId, ...input });
      toast({ tone: 'success', title: t('sent', { count: new Set(input.emails).size }) });
      onDone();
    },
    readForm,
  );
  const error = ['emails', ...POSITIONS].map(form.error).find((text) => text !== undefined);
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <TextField
        name="emails"
        type="text"
        inputMode="email"
        autoComplete="off"
        label={t('emails')}
        description={t('emailsHint')}
        placeholder="mia@example.org, ken@example.org"
        errorMessage={error}
      />
      <RoleSelect canMakeHosts={canMakeHosts} />
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('send')}
      </Button>
    </form>
  );
}
