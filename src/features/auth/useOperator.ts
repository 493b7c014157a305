'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { toast } from '@/ui/toast';

/** An operator's deeds on one organisation, each told when it is done. */
export const useOperator = ({ id: tenantId, name }: { id: string; name: string }) => {
  const t = useTranslations('operator');
  const { operator } = useTRPC().auth;
  const queries = useQueryClient();
  const whenDone = (done: 'suspended' | 'resumed' | 'removed' | 'restored') => ({
    onSuccess: async () => {
      toast({ tone: 'success', title: t(`done.${done}`, { name }) });
      await queries.invalidateQueries(operator.list.infiniteQueryFilter());
    },
  });
  const suspend = useMutation(operator.suspend.mutationOptions(whenDone('suspended')));
  const resume = useMutation(operator.resume.mutationOptions(whenDone('resumed')));
  const restore = useMutation(operator.restore.mutationOptions(whenDone('restored')));
  const remove = useMutation(
    operator.remove.mutationOptions({ ...whenDone('removed'), meta: { handles: ['NAME_WRONG'] } }),
  );
  return {
    suspend: async () => await suspend.mutateAsync({ tenantId }),
    // A failure has its own toast.
    resume: () => resume.mutate({ tenantId }),
    restore: () => restore.mutate({ tenantId }),
    remove,
  };
};
