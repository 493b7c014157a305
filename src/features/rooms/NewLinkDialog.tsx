'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { createLinkInput } from '@/shared/roomLinks';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { NumberField } from '@/ui/NumberField';
import { Select } from '@/ui/Select';
import { toast } from '@/ui/toast';
import { RoleSelect } from './RoleSelect';

const DAYS = ['1', '7', '30', 'never'] as const;

export interface NewLinkDialogProps {
  roomId: string;
  canMakeHosts: boolean;
}

export function NewLinkDialog(props: NewLinkDialogProps) {
  const t = useTranslations('lobby.team');
  return (
    <Dialog
      title={t('newLinkTitle')}
      description={t('newLinkText')}
      trigger={
        <Button size="sm" iconStart={<Link2 />}>
          {t('newLink')}
        </Button>
      }
    >
      {({ close }) => <NewLinkForm {...props} onDone={close} />}
    </Dialog>
  );
}

const readForm = (form: FormData) => {
  const [days, uses] = [form.get('days'), form.get('maxUses')];
  return {
    role: form.get('role'),
    days: days === 'never' ? null : Number(days),
    maxUses: uses === '' || uses === null ? null : Number(uses),
  };
};

function NewLinkForm({ roomId, canMakeHosts, onDone }: NewLinkDialogProps & { onDone: () => void }) {
  const t = useTranslations('lobby.team');
  const { rooms } = useTRPC();
  const client = useQueryClient();
  const create = useMutation(
    rooms.links.create.mutationOptions({
      onSuccess: async () => await client.invalidateQueries(rooms.links.list.queryFilter({ roomId })),
    }),
  );
  const form = useZodForm(
    createLinkInput,
    async (input) => {
      await create.mutateAsync({ roomId, ...input });
      toast({ tone: 'success', title: t('made') });
      onDone();
    },
    readForm,
  );
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-5">
      <RoleSelect canMakeHosts={canMakeHosts} />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Select
          name="days"
          label={t('days')}
          defaultValue="7"
          items={DAYS.map((value) => ({ value, label: t(`daysChoices.${value}`) }))}
          errorMessage={form.error('days')}
        />
        <NumberField
          name="maxUses"
          label={t('uses')}
          description={t('usesHint')}
          minValue={1}
          errorMessage={form.error('maxUses')}
        />
      </div>
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('make')}
      </Button>
    </form>
  );
}
