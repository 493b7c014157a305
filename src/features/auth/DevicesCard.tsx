'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast';
import { DeviceRow } from './DeviceRow';
import { SignOutButton } from './SignOutButton';

export function DevicesCard() {
  const t = useTranslations('account');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: devices } = useSuspenseQuery(trpc.auth.sessions.queryOptions());
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.auth.sessions.queryKey() });
    toast({ tone: 'success', title: t('signedOut') });
  };
  const revokeOthers = useMutation(trpc.auth.revokeOtherSessions.mutationOptions({ onSuccess }));
  const others = devices.filter((device) => !device.isCurrent);
  return (
    <Card
      title={t('devices')}
      description={t('devicesHint')}
      footer={
        <>
          {others.length > 0 && (
            <ConfirmDialog
              title={t('signOutOthers')}
              confirmLabel={t('signOutOthers')}
              isPending={revokeOthers.isPending}
              onConfirm={async () => await revokeOthers.mutateAsync()}
              trigger={<Button>{t('signOutOthers')}</Button>}
            >
              {t('signOutOthersText', { count: others.length })}
            </ConfirmDialog>
          )}
          <SignOutButton />
        </>
      }
    >
      <ul className="-my-3 divide-y divide-line">
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} onRevoked={onSuccess} />
        ))}
      </ul>
    </Card>
  );
}
