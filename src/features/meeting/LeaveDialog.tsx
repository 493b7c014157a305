import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { isHosting } from '@/shared/permissions';
import { Dialog } from '@/ui/Dialog';
import type { Person } from './snapshotRoom';

export interface LeaveDialogProps {
  roomId: string;
  people: readonly Person[];
  onLeave: () => void;
  onClose: () => void;
}

/** Asks who may end the meeting which of the two it shall be. LiveKit itself then tells everybody. */
export function LeaveDialog({ roomId, people, onLeave, onClose }: LeaveDialogProps) {
  const t = useTranslations('call');
  const trpc = useTRPC();
  const end = useMutation(trpc.rooms.end.mutationOptions());
  const isOnlyHost = !people.some(({ isLocal, role }) => !isLocal && isHosting(role));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="sm"
      title={t('leaveTitle')}
      description={t(isOnlyHost ? 'leaveTextOnlyHost' : 'leaveText')}
      footer={
        <>
          <Button variant="danger" isPending={end.isPending} onPress={() => end.mutate({ roomId })}>
            {t('endForAll')}
          </Button>
          <Button variant="primary" onPress={onLeave}>
            {t('leaveMeeting')}
          </Button>
        </>
      }
    />
  );
}
