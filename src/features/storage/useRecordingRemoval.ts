'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { toast } from '@/ui/toast';

type Recording = { id: string; name: string };

/** Deletes recordings, and brings them back. */
export const useRecordingRemoval = () => {
  const t = useTranslations('recordings');
  const { recordings } = useTRPC().storage;
  const client = useQueryClient();
  // Not what is shown of the deleted one itself: whoever looks at it goes elsewhere.
  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries(recordings.list.infiniteQueryFilter()),
      client.invalidateQueries(recordings.listRoom.infiniteQueryFilter()),
    ]);
  };
  const { mutateAsync: remove } = useMutation(recordings.remove.mutationOptions({ onSettled: refresh }));
  const { mutateAsync: restore } = useMutation(recordings.restore.mutationOptions({ onSettled: refresh }));

  const bringBack = async ({ id, name }: Recording) => {
    await restore({ recordingId: id });
    toast({ tone: 'success', title: t('restored', { name }) });
  };
  const takeAway = async (recording: Recording) => {
    await remove({ recordingId: recording.id });
    toast({
      title: t('removed', { name: recording.name }),
      action: { label: t('undo'), onPress: () => void bringBack(recording).catch(() => undefined) },
    });
  };
  // Where it failed, the person has been told by then.
  return {
    /** Also does `onDone` once it is gone. */
    remove: (recording: Recording, onDone: () => void = () => undefined) =>
      void takeAway(recording).then(onDone, () => undefined),
    bringBack: (recording: Recording) => void bringBack(recording).catch(() => undefined),
  };
};
