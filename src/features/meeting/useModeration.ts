import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import type { Adjustable } from '@/shared/permissions';
import { personRef } from './personRef';

/** What a host does to the people in the call; what is refused has its toast. */
export const useModeration = (roomId: string) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { moderation } = trpc.rooms;
  const stop = useMutation(moderation.stop.mutationOptions());
  const muteAll = useMutation(moderation.muteAll.mutationOptions());
  const ask = useMutation(moderation.ask.mutationOptions());
  const remove = useMutation(moderation.remove.mutationOptions());
  const setRole = useMutation(moderation.setRole.mutationOptions());
  const handOver = useMutation(moderation.handOver.mutationOptions());
  const lock = useMutation(moderation.lock.mutationOptions());
  const spotlight = useMutation(moderation.spotlight.mutationOptions());
  const lowerHands = useMutation(moderation.lowerHands.mutationOptions());
  const setRight = useMutation(
    moderation.setRight.mutationOptions({
      onSettled: async () => await queries.invalidateQueries(moderation.rules.queryFilter({ roomId })),
    }),
  );
  const setAudiences = useMutation(moderation.setAudiences.mutationOptions());
  const of = (identity: string) => ({ roomId, person: personRef(identity) });
  return {
    stop: (identity: string, what: 'microphone' | 'camera' | 'screen') =>
      stop.mutate({ ...of(identity), what }),
    muteAll: () => muteAll.mutate({ roomId }),
    ask: (identity: string, what: 'microphone' | 'camera') => ask.mutate({ ...of(identity), what }),
    remove: async (identity: string) => await remove.mutateAsync(of(identity)),
    setRole: (identity: string, role: 'cohost' | 'participant') =>
      setRole.mutate({ roomId, userId: personRef(identity).id, role }),
    handOver: async (identity: string) =>
      await handOver.mutateAsync({ roomId, userId: personRef(identity).id }),
    lock: (isLocked: boolean) => lock.mutate({ roomId, isLocked }),
    spotlight: (identity: string | null) => spotlight.mutate({ roomId, identity }),
    lowerHand: (identity: string | null) =>
      lowerHands.mutate({ roomId, person: identity === null ? null : personRef(identity) }),
    setRight: (identity: string, permission: Adjustable, isAllowed: boolean | null) =>
      setRight.mutate({ ...of(identity), permission, isAllowed }),
    setAudiences: (audiences: Omit<Parameters<typeof setAudiences.mutate>[0], 'roomId'>) =>
      setAudiences.mutate({ roomId, ...audiences }),
  };
};

export type Moderation = ReturnType<typeof useModeration>;
