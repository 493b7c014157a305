'use client';

import { DoorOpen, Ellipsis, History, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import { canInRoom } from '@/shared/permissions';
import type { ListedRoom } from './listedRoom';
import { RemoveRunningDialog } from './RemoveRunningDialog';
import { useRoomRemoval } from './useRoomRemoval';

export interface RoomMenuProps {
  room: ListedRoom;
  tenant: string;
}

export function RoomMenu({ room, tenant }: RoomMenuProps) {
  const t = useTranslations('rooms');
  const router = useRouter();
  const { remove } = useRoomRemoval();
  const [isAsking, setIsAsking] = useState(false);
  const page = `/t/${tenant}/rooms/${room.id}`;
  const isHost = canInRoom(room.role, 'room:edit');
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('moreFor', { name: room.name })} size="sm">
            <Ellipsis />
          </IconButton>
        }
      >
        {isHost ? (
          <>
            <MenuItem icon={<SlidersHorizontal />} onAction={() => router.push(`${page}#settings`)}>
              {t('settings')}
            </MenuItem>
            <MenuItem icon={<History />} onAction={() => router.push(`${page}#meetings`)}>
              {t('attendance')}
            </MenuItem>
            <MenuSection>
              <MenuItem
                icon={<Trash2 />}
                tone="danger"
                onAction={() => {
                  if (room.meetings.length > 0) setIsAsking(true);
                  else void remove(room).catch(() => undefined);
                }}
              >
                {t('remove')}
              </MenuItem>
            </MenuSection>
          </>
        ) : (
          <MenuItem icon={<DoorOpen />} onAction={() => router.push(page)}>
            {t('open')}
          </MenuItem>
        )}
      </Menu>
      <RemoveRunningDialog
        name={room.name}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        onConfirm={async () => await remove(room)}
      />
    </>
  );
}
