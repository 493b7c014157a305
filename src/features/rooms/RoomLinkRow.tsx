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
import type { RoomLinkOfList } from './listedRoom';

export interface RoomLinkRowProps {
  link: RoomLinkOfList;
  roomId: string;
  siteUrl: string;
}

/** A link or an invitation: for whom, how often it was used, until when. */
export function RoomLinkRow({ link, roomId, siteUrl }: RoomLinkRowProps) {
  const t = useTranslations('lobby.team');
  const locale = useLocale();
  const { rooms } = useTRPC();
  const client = useQueryClient();
  const [openedAt] = useState(() => Date.now());
  const revoke = useMutation(
    rooms.links.revoke.mutationOptions({
      onSuccess: () => void toast({ tone: 'success', title: t('revoked') }),
      onSettled: async () => await client.invalidateQueries(rooms.links.list.queryFilter({ roomId })),
    }),
  );
  const { id, role, email, path, uses, maxUses, expiresAt } = link;
  const hasEnded = expiresAt !== null && Date.parse(expiresAt) <= openedAt;
  const isUsedUp = maxUses !== null && uses >= maxUses;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          <span className="min-w-0 wrap-anywhere">
            {email === null ? t('linkFor', { role: t(`roles.${role}`) }) : t('mailedTo', { email })}
          </span>
          {email !== null && <Badge>{t(`roles.${role}`)}</Badge>}
          {isUsedUp && <Badge tone="success">{t(email === null ? 'usedUp' : 'accepted')}</Badge>}
          {hasEnded && !isUsedUp && <Badge tone="warn">{t('ended')}</Badge>}
        </p>
        <p className="text-sm text-ink-soft">
          {email === null &&
            (maxUses === null ? t('usedBy', { count: uses }) : t('usedOf', { count: uses, max: maxUses }))}
          {email === null && expiresAt !== null && <span aria-hidden="true"> · </span>}
          {expiresAt !== null && t.rich('ends', { time: timeTag(expiresAt, locale, 'date') })}
        </p>
      </div>
      {path !== null && !hasEnded && !isUsedUp && (
        <CopyButton text={`${siteUrl}${path}`} label={t('copy')} size="sm" />
      )}
      <ConfirmDialog
        title={t('revokeTitle')}
        confirmLabel={t('revokeConfirm')}
        isPending={revoke.isPending}
        onConfirm={async () => await revoke.mutateAsync({ roomId, linkId: id })}
        trigger={
          <IconButton label={t('revoke')} size="sm">
            <Link2Off />
          </IconButton>
        }
      >
        {t('revokeText')}
      </ConfirmDialog>
    </div>
  );
}
