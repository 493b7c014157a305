'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { IconButton } from '@/ui/IconButton';
import { RemoveRunningDialog } from './RemoveRunningDialog';
import { useRoomRemoval } from './useRoomRemoval';

export interface RemoveRoomButtonProps {
  room: { id: string; name: string };
  /** The page to go to when the room is gone. */
  list: string;
}

/** Deletes the room whose page this is. */
export function RemoveRoomButton({ room, list }: RemoveRoomButtonProps) {
  const t = useTranslations('rooms');
  const router = useRouter();
  const trpc = useTRPC();
  const client = useQueryClient();
  const { remove } = useRoomRemoval();
  const [isAsking, setIsAsking] = useState(false);
  const [isPending, setIsPending] = useState(false);

  const removeHere = async () => {
    setIsPending(true);
    try {
      await remove(room);
      router.push(list);
    } finally {
      setIsPending(false);
    }
  };
  const isRunning = () => {
    const meetings = client.getQueryData(trpc.rooms.meetings.infiniteQueryKey({ roomId: room.id }));
    return meetings?.pages[0]?.items[0]?.endedAt === null;
  };

  return (
    <>
      <IconButton
        label={t('remove')}
        variant="secondary"
        size="lg"
        isPending={isPending}
        onPress={() => {
          if (isRunning()) setIsAsking(true);
          else void removeHere().catch(() => undefined);
        }}
      >
        <Trash2 />
      </IconButton>
      <RemoveRunningDialog
        name={room.name}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={removeHere}
      />
    </>
  );
}
