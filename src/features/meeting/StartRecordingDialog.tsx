import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useTRPC } from '@/api/client';
import type { RecordingLayout } from '@/shared/recordings';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Switch } from '@/ui/Switch';
import { LayoutChoice } from './LayoutChoice';

export interface StartRecordingDialogProps {
  roomId: string;
  isSharing: boolean;
  onStarted: (id: string) => void;
  onClose: () => void;
}

/** How the meeting shall be recorded, and what will happen when it is. */
export function StartRecordingDialog({ roomId, isSharing, onStarted, onClose }: StartRecordingDialogProps) {
  const t = useTranslations('recording.start');
  const tUi = useTranslations('ui');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [layout, setLayout] = useState<RecordingLayout>(isSharing ? 'screen' : 'grid');
  const [options, setOptions] = useState({
    isAudioOnly: false,
    hasNames: true,
    hasTitle: false,
    hasClock: false,
  });
  const start = useMutation(
    trpc.rooms.startRecording.mutationOptions({
      onSuccess: ({ id }) => {
        onStarted(id);
        onClose();
      },
      // Also where it was refused: somebody else may have been quicker.
      onSettled: async () => await queries.invalidateQueries(trpc.rooms.recording.queryFilter({ roomId })),
    }),
  );
  const option = (name: keyof typeof options) => ({
    label: t(name),
    isSelected: options[name],
    onChange: (isOn: boolean) => setOptions((now) => ({ ...now, [name]: isOn })),
  });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('title')}
      description={t('text')}
      footer={
        <>
          <Button slot="close">{tUi('cancel')}</Button>
          <Button
            variant="primary"
            isPending={start.isPending}
            onPress={() => start.mutate({ roomId, layout, ...options })}
          >
            {t('confirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <LayoutChoice value={layout} onChange={setLayout} isDisabled={options.isAudioOnly} />
        <div className="flex flex-col gap-3">
          <Switch {...option('hasNames')} isDisabled={options.isAudioOnly} />
          <Switch {...option('hasTitle')} isDisabled={options.isAudioOnly} />
          <Switch {...option('hasClock')} isDisabled={options.isAudioOnly} />
          <Switch {...option('isAudioOnly')} description={t('isAudioOnlyText')} />
        </div>
      </div>
    </Dialog>
  );
}
