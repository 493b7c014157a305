'use client';

import { Ban, CirclePlay, Download, Ellipsis, Gauge, Globe, Trash2, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Dialog } from '@/ui/Dialog';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import type { OperatedTenant } from './operatedTenant';
import { HostForm } from './HostForm';
import { OperatedUsage } from './OperatedUsage';
import { QuotasForm } from './QuotasForm';
import { RemoveTenantForm } from './RemoveTenantForm';
import { useOperator } from './useOperator';

/** What an operator may do with an organisation. */
export function OperatorMenu({ tenant }: { tenant: OperatedTenant }) {
  const t = useTranslations('operator');
  const { suspend, resume, restore } = useOperator(tenant);
  const [open, setOpen] = useState<'quotas' | 'host' | 'suspend' | 'remove' | null>(null);
  const whileOpen = (dialog: typeof open) => ({
    isOpen: open === dialog,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? dialog : null),
  });
  const close = () => setOpen(null);
  const { name, slug } = tenant;
  const isDeleted = tenant.deletedAt !== null;
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('moreFor', { name })}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Gauge />} onAction={() => setOpen('quotas')}>
          {t('limits')}
        </MenuItem>
        <MenuItem icon={<Globe />} onAction={() => setOpen('host')}>
          {t('host')}
        </MenuItem>
        <MenuItem icon={<Download />} onAction={() => location.assign(`/api/export/${slug}`)}>
          {t('export')}
        </MenuItem>
        <MenuSection>
          {tenant.suspendedAt === null ? (
            <MenuItem icon={<Ban />} onAction={() => setOpen('suspend')}>
              {t('suspend')}
            </MenuItem>
          ) : (
            <MenuItem icon={<CirclePlay />} onAction={resume}>
              {t('resume')}
            </MenuItem>
          )}
          {isDeleted ? (
            <MenuItem icon={<Undo2 />} onAction={restore}>
              {t('restore')}
            </MenuItem>
          ) : (
            <MenuItem icon={<Trash2 />} tone="danger" onAction={() => setOpen('remove')}>
              {t('remove')}
            </MenuItem>
          )}
        </MenuSection>
      </Menu>
      <Dialog {...whileOpen('quotas')} title={t('limitsOf', { name })} description={t('limitsText')}>
        <div className="flex flex-col gap-6">
          <OperatedUsage tenantId={tenant.id} />
          <QuotasForm tenant={tenant} onSaved={close} />
        </div>
      </Dialog>
      <Dialog {...whileOpen('host')} size="sm" title={t('hostOf', { name })} description={t('hostText')}>
        <HostForm tenant={tenant} onSaved={close} />
      </Dialog>
      <ConfirmDialog
        {...whileOpen('suspend')}
        title={t('suspendTitle', { name })}
        confirmLabel={t('suspend')}
        onConfirm={suspend}
      >
        {t('suspendText')}
      </ConfirmDialog>
      <Dialog
        {...whileOpen('remove')}
        size="sm"
        title={t('removeTitle', { name })}
        description={t('removeText')}
      >
        <RemoveTenantForm tenant={tenant} onRemoved={close} />
      </Dialog>
    </>
  );
}
