'use client';

import { ArrowLeft, Video } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { canInRoom, type RoomRole } from '@/shared/permissions';
import { LinkButton } from '@/ui/LinkButton';
import { RemoveRoomButton } from './RemoveRoomButton';

export interface RoomHeaderProps {
  room: { id: string; name: string; code: string; role: RoomRole; tenant: { slug: string } };
}

export function RoomHeader({ room }: RoomHeaderProps) {
  const t = useTranslations('rooms');
  const list = `/t/${room.tenant.slug}`;
  return (
    <div>
      <Link
        href={list}
        className="mb-3 inline-flex items-center gap-1.5 rounded-sm text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4" />
        {t('back')}
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <h1 className="min-w-0 text-3xl font-semibold wrap-anywhere">{room.name}</h1>
        <div className="flex items-center gap-2 max-sm:w-full">
          <LinkButton
            as={Link}
            href={`/m/${room.code}`}
            variant="primary"
            size="lg"
            iconStart={<Video />}
            className="max-sm:flex-1"
          >
            {t('join')}
          </LinkButton>
          {canInRoom(room.role, 'room:delete') && <RemoveRoomButton room={room} list={list} />}
        </div>
      </div>
    </div>
  );
}
