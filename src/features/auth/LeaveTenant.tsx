'use client';

import { useMutation } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

/** The way out of an organisation. */
export function LeaveTenant({ tenant }: { tenant: { slug: string; name: string } }) {
  const t = useTranslations('members');
  const leave = useMutation(
    useTRPC().auth.members.leave.mutationOptions({ onSuccess: () => location.assign('/account') }),
  );
  return (
    <ConfirmDialog
      title={t('leaveTitle', { tenant: tenant.name })}
      confirmLabel={t('leaveConfirm')}
      isPending={leave.isPending}
      onConfirm={async () => await leave.mutateAsync({ tenant: tenant.slug })}
      trigger={
        <Button variant="ghost" iconStart={<LogOut />} className="self-start">
          {t('leave')}
        </Button>
      }
    >
      {t('leaveText')}
    </ConfirmDialog>
  );
}
