'use client';

import { Undo2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { UNDO_DELETE_DAYS } from '@/shared/rooms';
import { Button } from '@/ui/Button';
import { canInRoom } from '@/shared/permissions';
import type { ListedRoom } from './listedRoom';
import { timeTag } from '@/ui/timeTag';
import { useRoomRemoval } from './useRoomRemoval';

const DAY_MS = 24 * 3600 * 1000;

export interface DeletedRoomRowProps {
  room: ListedRoom;
  deletedAt: string;
}

export function DeletedRoomRow({ room, deletedAt }: DeletedRoomRowProps) {
  const t = useTranslations('rooms');
  const locale = useLocale();
  const { bringBack } = useRoomRemoval();
  const lastDay = Date.parse(deletedAt) + UNDO_DELETE_DAYS * DAY_MS;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold text-ink-soft">{room.name}</p>
        <p className="text-sm text-ink-soft">
          {t.rich('deletedOn', { time: timeTag(deletedAt, locale, 'date') })}
          <span aria-hidden="true"> · </span>
          {t.rich('keptUntil', { time: timeTag(lastDay, locale, 'date') })}
        </p>
      </div>
      {canInRoom(room.role, 'room:delete') && (
        <Button
          size="sm"
          iconStart={<Undo2 />}
          aria-label={t('restoreRoom', { name: room.name })}
          onPress={() => bringBack(room)}
        >
          {t('restore')}
        </Button>
      )}
    </div>
  );
}
