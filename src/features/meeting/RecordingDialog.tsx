import { useEffect, useState } from 'react';
import { isRecordingNow } from '@/shared/recordings';
import type { Recording } from './Recording';
import { RunningRecordingDialog } from './RunningRecordingDialog';
import { StartRecordingDialog } from './StartRecordingDialog';

export interface RecordingDialogProps {
  roomId: string;
  recording: Recording | null;
  isSharing: boolean;
  onStarted: (id: string) => void;
  onClose: () => void;
}

/** Starts a recording, or changes and ends the one that runs: whichever there was to do when it was opened. */
export function RecordingDialog({ roomId, recording, isSharing, onStarted, onClose }: RecordingDialogProps) {
  const running = recording && isRecordingNow(recording.state) ? recording : null;
  const [isStart] = useState(running === null);
  const isOver = !isStart && running === null;
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  if (isStart)
    return (
      <StartRecordingDialog roomId={roomId} isSharing={isSharing} onStarted={onStarted} onClose={onClose} />
    );
  return running && <RunningRecordingDialog roomId={roomId} recording={running} onClose={onClose} />;
}
