import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import type { RecordingLayout } from '@/shared/recordings';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Dialog } from '@/ui/Dialog';
import { LayoutChoice } from './LayoutChoice';
import type { Recording } from './Recording';

export interface RunningRecordingDialogProps {
  roomId: string;
  recording: Recording;
  onClose: () => void;
}

/** While it runs: how it shows the call, and its end. */
export function RunningRecordingDialog({ roomId, recording, onClose }: RunningRecordingDialogProps) {
  const t = useTranslations('recording.running');
  const tState = useTranslations('recording.state');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isStopping, setIsStopping] = useState(false);
  const onSettled = async () => await queries.invalidateQueries(trpc.rooms.recording.queryFilter({ roomId }));
  // At once, and not when the mutation says that it is under way: the choice would spring back for a moment.
  const [chosen, setChosen] = useState<RecordingLayout | null>(null);
  const setLayout = useMutation(
    trpc.rooms.setRecordingLayout.mutationOptions({
      onSettled: async () => {
        await onSettled();
        setChosen(null);
      },
    }),
  );
  const stop = useMutation(trpc.rooms.stopRecording.mutationOptions({ onSettled }));
  if (isStopping)
    return (
      <ConfirmDialog
        isOpen
        onOpenChange={onClose}
        title={t('stopTitle')}
        confirmLabel={t('stop')}
        isPending={stop.isPending}
        onConfirm={async () => await stop.mutateAsync({ roomId })}
      >
        {t('stopText')}
      </ConfirmDialog>
    );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={tState(recording.state)}
      description={recording.state === 'requested' ? t('waiting') : undefined}
      footer={
        <Button variant="danger" onPress={() => setIsStopping(true)}>
          {t('stop')}
        </Button>
      }
    >
      {recording.isAudioOnly ? (
        <p className="text-sm text-ink-soft">{t('soundOnly')}</p>
      ) : (
        <LayoutChoice
          value={chosen ?? recording.layout}
          onChange={(layout) => {
            setChosen(layout);
            setLayout.mutate({ roomId, layout });
          }}
        />
      )}
    </Dialog>
  );
}
