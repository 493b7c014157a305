'use client';

import { type InfiniteData, type QueryFilters, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { toast } from '@/ui/toast';
import type { FilePage } from './listedFile';

type File = { id: string; name: string };

/** Deletes files, gone from the lists at once, and brings them back. */
export const useFileRemoval = () => {
  const t = useTranslations('files');
  const trpc = useTRPC();
  const client = useQueryClient();
  const lists: QueryFilters[] = [
    trpc.storage.list.infiniteQueryFilter(),
    trpc.storage.listRoom.infiniteQueryFilter(),
  ];

  const drop = (data: InfiniteData<FilePage> | undefined, fileId: string) =>
    data && {
      ...data,
      pages: data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== fileId) })),
    };
  const mutation = {
    onMutate: async ({ fileId }: { fileId: string }) => {
      await Promise.all(lists.map(async (list) => await client.cancelQueries(list)));
      for (const list of lists)
        client.setQueriesData<InfiniteData<FilePage>>(list, (data) => drop(data, fileId));
    },
    onSettled: async () => await client.invalidateQueries(trpc.storage.pathFilter()),
  };
  const { mutateAsync: remove } = useMutation(trpc.storage.remove.mutationOptions(mutation));
  const { mutateAsync: restore } = useMutation(trpc.storage.restore.mutationOptions(mutation));

  const bringBack = async ({ id, name }: File) => {
    await restore({ fileId: id });
    toast({ tone: 'success', title: t('restored', { name }) });
  };
  const takeAway = async (file: File) => {
    await remove({ fileId: file.id });
    toast({
      title: t('removed', { name: file.name }),
      action: { label: t('undo'), onPress: () => void bringBack(file).catch(() => undefined) },
    });
  };
  // Where it failed, the person has been told by then.
  return {
    remove: (file: File) => void takeAway(file).catch(() => undefined),
    bringBack: (file: File) => void bringBack(file).catch(() => undefined),
  };
};
