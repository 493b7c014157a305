'use client';

import { useMutation } from '@tanstack/react-query';
import type { inferOutput } from '@trpc/tanstack-react-query';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { IconButton } from '@/ui/IconButton';
import { toast } from '@/ui/toast';
import { AddressToCopy } from './AddressToCopy';

export interface DomainRowProps {
  tenant: string;
  domain: inferOutput<ReturnType<typeof useTRPC>['auth']['domains']['list']>[number];
  onChanged: () => Promise<void>;
}

/** One domain; the record that proves it, until it has. */
export function DomainRow({
  tenant,
  domain: { id, domain, record, token, verifiedAt },
  onChanged,
}: DomainRowProps) {
  const t = useTranslations('provider');
  const trpc = useTRPC().auth.domains;
  const check = useMutation(
    trpc.check.mutationOptions({
      onSuccess: async () => {
        toast({ tone: 'success', title: t('domainProven', { domain }) });
        await onChanged();
      },
    }),
  );
  const remove = useMutation(trpc.remove.mutationOptions({ onSuccess: onChanged }));
  return (
    <li className="flex flex-col gap-4 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <span className="min-w-0 flex-1 font-medium break-all">{domain}</span>
        <Badge tone={verifiedAt ? 'success' : 'warn'}>{verifiedAt ? t('proven') : t('unproven')}</Badge>
        <ConfirmDialog
          title={t('removeDomain', { domain })}
          confirmLabel={t('removeShort')}
          isPending={remove.isPending}
          onConfirm={async () => await remove.mutateAsync({ tenant, domainId: id })}
          trigger={
            <IconButton size="sm" variant="ghost" label={t('removeDomain', { domain })}>
              <Trash2 />
            </IconButton>
          }
        >
          {t('removeDomainText')}
        </ConfirmDialog>
      </div>
      {!verifiedAt && (
        <div className="flex flex-col gap-3 rounded-xl bg-sunken/50 p-4">
          <p className="text-sm text-ink-soft">{t('recordText')}</p>
          <dl className="flex flex-col gap-3">
            <AddressToCopy label={t('recordName')} text={record} />
            <AddressToCopy label={t('recordValue')} text={token} />
          </dl>
          <Button
            size="sm"
            className="self-start"
            isPending={check.isPending}
            onPress={() => check.mutate({ tenant, domainId: id })}
          >
            {t('check')}
          </Button>
        </div>
      )}
    </li>
  );
}
