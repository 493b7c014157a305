import type { Room } from 'livekit-client';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { canInRoom, type RoomRole } from '@/shared/permissions';
import { isRecordingMoving, isRecordingNow } from '@/shared/recordings';
import { toast } from '@/ui/toast';
import type { Door } from './Door';
import type { Recording } from './Recording';
import { RecordingDialog } from './RecordingDialog';
import { RecordingMark } from './RecordingMark';
import type { RecordingNews } from './recordingNews';
import { RecordingNotice } from './RecordingNotice';
import { useDoor } from './useDoor';
import { useRecording } from './useRecording';
import { useRecordingNews } from './useRecordingNews';
import { useRecordingStream } from './useRecordingStream';
import { useRecordingWords } from './useRecordingWords';

export interface CallRecordingProps {
  room: Room;
  door: Door;
  role: RoomRole;
  /** Who came in was told on the way that they are recorded. */
  isTold: boolean;
  isSharing: boolean;
  isDialogOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  onLeave: () => void;
}

/** The recording of the call one is in: its mark, what is told of it, and what those who may do with it. */
export function CallRecording({
  isTold,
  isDialogOpen,
  onOpen,
  onClose,
  onLeave,
  ...props
}: CallRecordingProps) {
  const t = useTranslations('call');
  const { room, door, role, isSharing } = props;
  const { roomId, mayRecord } = useDoor(door);
  const mayRead = canInRoom(role, 'recording:read');
  const wordsOf = useRecordingWords(mayRead);
  const recording = useRecording(roomId);
  const [ownId, setOwnId] = useState<string | null>(null);
  const [notice, setNotice] = useState<{ news: RecordingNews; about: Recording | null } | null>(null);
  const [said, setSaid] = useState('');
  useRecordingStream(room, roomId);
  const isAskedInVain = isDialogOpen && !mayRecord;
  const refuse = useEffectEvent(() => {
    toast({ title: t('denied.record') });
    onClose();
  });
  useEffect(() => {
    if (isAskedInVain) refuse();
  }, [isAskedInVain]);
  useRecordingNews(recording, isTold, (news, about) => {
    const { title, text } = wordsOf(news, about);
    // Who can't look at it is told no more than that it is over.
    if (news === 'saved' && !mayRead) return;
    setSaid(`${title} ${text}`);
    setNotice({ news, about });
  });
  const isFailing = notice?.news === 'failed' || notice?.news === 'unsaved';
  // Who began it knows.
  const isOwn = notice?.news === 'started' && notice.about?.id === ownId;
  return (
    <>
      <p role="alert" className="sr-only">
        {said}
      </p>
      {recording && (isRecordingMoving(recording.state) || isFailing) && (
        // On a phone beside the room's name, which makes way for it.
        <div
          data-mark
          className="absolute top-[max(0.25rem,env(safe-area-inset-top))] left-2 z-30 md:top-4 md:left-4"
        >
          <RecordingMark
            recording={recording}
            onPress={mayRecord && isRecordingNow(recording.state) ? onOpen : undefined}
          />
        </div>
      )}
      {notice && !isOwn && (
        <RecordingNotice
          words={wordsOf(notice.news, notice.about)}
          onLeave={notice.news === 'started' ? onLeave : undefined}
          onClose={() => setNotice(null)}
        />
      )}
      {isDialogOpen && mayRecord && recording !== undefined && (
        <RecordingDialog
          roomId={roomId}
          recording={recording}
          isSharing={isSharing}
          onStarted={setOwnId}
          onClose={onClose}
        />
      )}
    </>
  );
}
