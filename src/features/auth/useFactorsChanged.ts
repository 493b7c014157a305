'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';

/** Fetches anew what a change of factors changes. */
export const useFactorsChanged = () => {
  const { auth } = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      [auth.twoStep.get.queryKey(), auth.passkeys.list.queryKey()].map(
        async (queryKey) => await queryClient.invalidateQueries({ queryKey }),
      ),
    );
  };
};
