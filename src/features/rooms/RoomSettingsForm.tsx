'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { useZodForm } from '@/api/useZodForm';
import { type RoomSettings, updateRoomInput } from '@/shared/rooms';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { readRoomForm } from './readRoomForm';
import { RoomFields } from './RoomFields';

export interface RoomSettingsFormProps {
  roomId: string;
  settings: RoomSettings & { name: string };
}

export function RoomSettingsForm({ roomId, settings }: RoomSettingsFormProps) {
  const t = useTranslations('rooms');
  const trpc = useTRPC();
  const client = useQueryClient();
  const update = useMutation(
    trpc.rooms.update.mutationOptions({
      onSuccess: async ({ host: _host, ...changed }) => {
        client.setQueryData(trpc.rooms.get.queryKey({ roomId }), (room) => room && { ...room, ...changed });
        toast({ tone: 'success', title: t('saved') });
        await client.invalidateQueries(trpc.rooms.list.infiniteQueryFilter());
      },
    }),
  );
  const form = useZodForm(
    updateRoomInput,
    async (input) => await update.mutateAsync({ roomId, ...input }),
    readRoomForm,
  );
  return (
    <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-6">
      {/* Anew where they were changed, here or by somebody else; the button outside keeps the focus. */}
      <RoomFields key={JSON.stringify(settings)} initial={settings} error={form.error} />
      <Button type="submit" variant="primary" isPending={form.isPending} className="self-start">
        {t('save')}
      </Button>
    </form>
  );
}
