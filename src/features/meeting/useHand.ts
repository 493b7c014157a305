import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import type { Person } from './snapshotRoom';
import { tabId } from './tabId';

/** One's own hand: LiveKit tells everybody of it. */
export const useHand = (roomId: string, self: Pick<Person, 'handAt'>) => {
  const trpc = useTRPC();
  const { mutate, isPending } = useMutation(trpc.rooms.moderation.raiseHand.mutationOptions());
  const isRaised = self.handAt > 0;
  const toggle = () => {
    if (!isPending) mutate({ roomId, tabId: tabId(), isRaised: !isRaised });
  };
  return { isRaised, toggle };
};

export type OwnHand = ReturnType<typeof useHand>;
