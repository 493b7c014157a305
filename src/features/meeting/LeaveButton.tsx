import { useMutation } from '@tanstack/react-query';
import { CircleStop, LogOut, PhoneOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import { canInRoom, type RoomRole } from '@/shared/permissions';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { ControlButton } from './ControlButton';

export interface LeaveButtonProps {
  roomId: string;
  role: RoomRole;
  onLeave: () => void;
}

/** Leaves; who may end the meeting is asked which of the two it shall be. */
export function LeaveButton({ roomId, role, onLeave }: LeaveButtonProps) {
  const t = useTranslations('call');
  const trpc = useTRPC();
  const end = useMutation(trpc.rooms.end.mutationOptions());
  const [isAsking, setIsAsking] = useState(false);

  if (!canInRoom(role, 'meeting:end')) {
    return (
      <ControlButton label={t('leave')} tip={t('leave')} tone="danger" onPress={onLeave} className="sm:w-16!">
        <PhoneOff />
      </ControlButton>
    );
  }
  return (
    <>
      <Menu
        placement="top"
        trigger={
          <ControlButton label={t('leave')} tip={t('leaveOrEnd')} tone="danger" className="sm:w-16!">
            <PhoneOff />
          </ControlButton>
        }
      >
        <MenuItem id="leave" icon={<LogOut />} description={t('leaveHint')} onAction={onLeave}>
          {t('leaveMeeting')}
        </MenuItem>
        <MenuItem
          id="end"
          tone="danger"
          icon={<CircleStop />}
          description={t('endHint')}
          onAction={() => setIsAsking(true)}
        >
          {t('endForAll')}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        title={t('endTitle')}
        confirmLabel={t('endForAll')}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        isPending={end.isPending}
        onConfirm={() => end.mutateAsync({ roomId })}
      >
        {t('endText')}
      </ConfirmDialog>
    </>
  );
}
