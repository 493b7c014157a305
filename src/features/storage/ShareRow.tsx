'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link2Off } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { CopyButton } from '@/ui/CopyButton';
import { IconButton } from '@/ui/IconButton';
import { timeTag } from '@/ui/timeTag';
import { toast } from '@/ui/toast';
import type { ShareLink } from './watchable';

export interface ShareRowProps {
  link: ShareLink;
  recordingId: string;
  siteUrl: string;
}

export function ShareRow({ link, recordingId, siteUrl }: ShareRowProps) {
  const t = useTranslations('recordings');
  const locale = useLocale();
  const { recordings } = useTRPC().storage;
  const client = useQueryClient();
  const [openedAt] = useState(() => Date.now());
  const revoke = useMutation(
    recordings.unshare.mutationOptions({
      onSuccess: () => void toast({ tone: 'success', title: t('revoked') }),
      onSettled: async () => await client.invalidateQueries(recordings.shares.queryFilter({ recordingId })),
    }),
  );
  const { id, path, createdByName, createdAt, expiresAt, hasPassword, hasChat, views } = link;
  const hasEnded = expiresAt !== null && Date.parse(expiresAt) <= openedAt;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="font-medium tabular-nums">{t('viewCount', { count: views })}</span>
          {hasEnded && <Badge tone="warn">{t('linkEnded')}</Badge>}
          {hasPassword && <Badge>{t('linkPassword')}</Badge>}
          {hasChat && <Badge>{t('linkChat')}</Badge>}
        </p>
        <p className="text-sm text-ink-soft">
          {t.rich('linkBy', { name: createdByName, time: timeTag(createdAt, locale, 'date') })}
          <span aria-hidden="true"> · </span>
          {expiresAt === null
            ? t('linkForever')
            : t.rich('linkEnds', { time: timeTag(expiresAt, locale, 'dateTime') })}
        </p>
      </div>
      {!hasEnded && <CopyButton text={`${siteUrl}${path}`} label={t('copyLink')} size="sm" />}
      <ConfirmDialog
        title={t('revokeTitle')}
        confirmLabel={t('revoke')}
        isPending={revoke.isPending}
        onConfirm={async () => await revoke.mutateAsync({ recordingId, linkId: id })}
        trigger={
          <IconButton label={t('revokeLink', { name: createdByName })} size="sm">
            <Link2Off />
          </IconButton>
        }
      >
        {t('revokeText')}
      </ConfirmDialog>
    </div>
  );
}
