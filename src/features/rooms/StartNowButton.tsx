'use client';

import { useMutation } from '@tanstack/react-query';
import { Video } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';

const WHEN: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
};

export function StartNowButton({ tenant, className }: { tenant: string; className?: string }) {
  const t = useTranslations('rooms');
  const locale = useLocale();
  const router = useRouter();
  const [isLeaving, startLeaving] = useTransition();
  const create = useMutation(
    useTRPC().rooms.create.mutationOptions({
      onSuccess: ({ code }) => startLeaving(() => router.push(`/m/${code}`)),
    }),
  );
  return (
    <Button
      variant="primary"
      size="lg"
      iconStart={<Video />}
      isPending={create.isPending || isLeaving}
      onPress={() => {
        const when = new Intl.DateTimeFormat(locale, WHEN).format(new Date());
        create.mutate({ tenant, name: t('instantName', { when }) });
      }}
      className={className}
    >
      {t('startNow')}
    </Button>
  );
}
