import { CircleDot } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isRecordingNow } from '@/shared/recordings';
import { cx } from '@/ui/cx';
import { ControlButton } from './ControlButton';
import { capOf } from './shortcuts';
import { useRecording } from './useRecording';

/** Begins a recording, or opens the one that runs. */
export function RecordButton({ roomId, onPress }: { roomId: string; onPress: () => void }) {
  const t = useTranslations('recording');
  const recording = useRecording(roomId);
  const isNow = recording ? isRecordingNow(recording.state) : false;
  const words = t(isNow ? 'manage' : 'record');
  return (
    <ControlButton label={words} tip={words} shortcut={capOf('record')} onPress={onPress}>
      <CircleDot className={cx(isNow && 'text-danger-ink')} />
    </ControlButton>
  );
}
