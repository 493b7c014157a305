'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/api/client';
import { toast } from '@/ui/toast';

/** Saves a part of an organisation's settings. */
export const useEditTenant = () => {
  const t = useTranslations('tenant');
  const { tenant, me } = useTRPC().auth;
  const queries = useQueryClient();
  const router = useRouter();
  const { mutateAsync } = useMutation(
    tenant.edit.mutationOptions({
      onSuccess: async () => {
        toast({ tone: 'success', title: t('saved') });
        await Promise.all([
          queries.invalidateQueries(tenant.get.queryFilter()),
          queries.invalidateQueries(me.queryFilter()),
        ]);
        // The header is the server's.
        router.refresh();
      },
    }),
  );
  return mutateAsync;
};
