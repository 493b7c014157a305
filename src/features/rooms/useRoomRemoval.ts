'use client';

import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { toast } from '@/ui/toast';
import type { RoomPage } from './listedRoom';

type Room = { id: string; name: string };

/** Deletes rooms, gone from the lists at once, and brings them back. */
export const useRoomRemoval = () => {
  const t = useTranslations('rooms');
  const trpc = useTRPC();
  const client = useQueryClient();
  const lists = trpc.rooms.list.infiniteQueryFilter();
  const refresh = async () => await client.invalidateQueries(lists);

  const dropFromLists = async (roomId: string) => {
    await client.cancelQueries(lists);
    client.setQueriesData<InfiniteData<RoomPage>>(
      lists,
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== roomId) })),
        },
    );
  };
  const mutation = {
    onMutate: async ({ roomId }: { roomId: string }) => await dropFromLists(roomId),
    onSettled: refresh,
  };
  const { mutateAsync: remove } = useMutation(trpc.rooms.remove.mutationOptions(mutation));
  const { mutateAsync: restore } = useMutation(trpc.rooms.restore.mutationOptions(mutation));

  const bringBack = async (room: Room) => {
    await restore({ roomId: room.id });
    toast({ tone: 'success', title: t('restored', { name: room.name }) });
  };
  return {
    /** Throws where it failed; the person has been told by then. */
    remove: async (room: Room) => {
      await remove({ roomId: room.id });
      toast({
        title: t('removed', { name: room.name }),
        action: { label: t('undo'), onPress: () => void bringBack(room).catch(() => undefined) },
      });
    },
    bringBack: (room: Room) => void bringBack(room).catch(() => undefined),
  };
};
