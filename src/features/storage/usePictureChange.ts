'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/api/client';
import { toast } from '@/ui/toast';

/** What has to be read again once a picture is another one, and what the person is told. */
export const usePictureChange = () => {
  const t = useTranslations('files');
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  return async (message: 'pictureSaved' | 'pictureRemoved') => {
    await client.invalidateQueries({ queryKey: trpc.auth.me.queryKey() });
    // The header is the server's.
    router.refresh();
    toast({ tone: 'success', title: t(message) });
  };
};
