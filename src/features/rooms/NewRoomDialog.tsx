'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { NewRoomForm } from './NewRoomForm';

export function NewRoomDialog({ tenant }: { tenant: { slug: string; name: string } }) {
  const t = useTranslations('rooms');
  return (
    <Dialog
      title={t('newRoom')}
      description={t('newRoomText', { tenant: tenant.name })}
      trigger={
        <Button size="lg" iconStart={<Plus />}>
          {t('newRoom')}
        </Button>
      }
    >
      {({ close }) => <NewRoomForm tenant={tenant.slug} onCreated={close} />}
    </Dialog>
  );
}
