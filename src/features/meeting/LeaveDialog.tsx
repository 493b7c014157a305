import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';

export interface LeaveDialogProps {
  roomId: string;
  onLeave: () => void;
  onClose: () => void;
}

/** Asks who may end the meeting which of the two it shall be. LiveKit itself then tells everybody. */
export function LeaveDialog({ roomId, onLeave, onClose }: LeaveDialogProps) {
  const t = useTranslations('call');
  const trpc = useTRPC();
  const end = useMutation(trpc.rooms.end.mutationOptions());
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="sm"
      title={t('leaveTitle')}
      description={t('leaveText')}
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
