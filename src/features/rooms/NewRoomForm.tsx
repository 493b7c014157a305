'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { createRoomInput } from '@/shared/rooms';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { readRoomForm } from './readRoomForm';
import { NEW_ROOM, RoomFields } from './RoomFields';

export function NewRoomForm({ tenant, onCreated }: { tenant: string; onCreated: () => void }) {
  const t = useTranslations('rooms');
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useSuspenseQuery(trpc.rooms.defaults.queryOptions({ tenant }));
  const create = useMutation(trpc.rooms.create.mutationOptions());
  const form = useZodForm(
    createRoomInput,
    async (input) => {
      const room = await create.mutateAsync({ tenant, ...input });
      await client.invalidateQueries(trpc.rooms.list.infiniteQueryFilter());
      onCreated();
      toast({ tone: 'success', title: t('created', { name: room.name }) });
    },
    readRoomForm,
  );
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-6">
      <RoomFields initial={{ ...NEW_ROOM, ...data.settings }} error={form.error} isNew />
      <Button type="submit" variant="primary" isPending={form.isPending} className="sm:self-end">
        {t('create')}
      </Button>
    </form>
  );
}
