'use client';

import { useLocale, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge } from '@/ui/Badge';
import { buttonClass } from '@/ui/buttonClass';
import { CopyButton } from '@/ui/CopyButton';
import { cx } from '@/ui/cx';
import type { ListedRoom } from './listedRoom';
import { RoomMenu } from './RoomMenu';
import { timeTag } from '@/ui/timeTag';

export interface RoomRowProps {
  room: ListedRoom;
  tenant: string;
  siteUrl: string;
}

export function RoomRow({ room, tenant, siteUrl }: RoomRowProps) {
  const t = useTranslations('rooms');
  const locale = useLocale();
  const { name, code } = room;
  const meeting = room.meetings[0];
  return (
    // On a phone two lines: the name and what else can be done, then the code and the way in.
    <div className="grid grid-cols-[1fr_auto] items-center gap-y-2 sm:flex sm:gap-x-1">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/t/${tenant}/rooms/${room.id}`}
            prefetch={false}
            className="min-w-0 rounded-sm font-semibold wrap-anywhere text-ink hover:text-accent"
          >
            {name}
          </Link>
          {meeting && (
            <Badge tone="success" isLive>
              <span>{t.rich('running', { time: timeTag(meeting.startedAt, locale, 'time') })}</span>
            </Badge>
          )}
        </div>
        <p className="truncate text-sm text-ink-soft">{t('host', { name: room.host.name })}</p>
      </div>
      <div className="flex items-center gap-1 max-sm:row-start-2 sm:mr-5 sm:ml-6">
        <span className="font-mono text-sm text-ink-soft">{code}</span>
        <CopyButton
          text={`${siteUrl}/m/${code}`}
          label={t('copyLinkOf', { name })}
          isIconOnly
          variant="ghost"
          size="sm"
        />
      </div>
      <Link
        href={`/m/${code}`}
        prefetch={false}
        aria-label={t('joinRoom', { name })}
        className={cx(
          buttonClass({ variant: meeting ? 'primary' : 'secondary', size: 'sm' }),
          'min-w-17 max-sm:row-start-2',
        )}
      >
        {t('join')}
      </Link>
      <div className="max-sm:col-start-2 max-sm:row-start-1 max-sm:self-start max-sm:justify-self-end">
        <RoomMenu room={room} tenant={tenant} />
      </div>
    </div>
  );
}
