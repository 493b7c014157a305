import { ParticipantKind, type Room } from 'livekit-client';
import { useRef } from 'react';
import type { RecordingLayout } from '@/shared/recordings';
import { RecordingBar } from './RecordingBar';
import { RecordingStage } from './RecordingStage';
import { Sounds } from './Sounds';
import { useCallSnapshot } from './useCallSnapshot';
import { useRecorderEnd } from './useRecorderEnd';
import { useRecorderStart } from './useRecorderStart';
import { useRecordingLayout } from './useRecordingLayout';

export interface RecordingLook {
  layout: RecordingLayout;
  title: string | undefined;
  hasNames: boolean;
  hasClock: boolean;
}

/** The recorder itself is nobody in particular. */
const SELF = {
  identity: '',
  name: '',
  role: 'guest',
  rights: { camera: false, microphone: false, screen: false },
} as const;

/** What of a call goes into its recording. */
export function RecordingView({ room, look }: { room: Room; look: RecordingLook }) {
  const { connection, people, shares, sounds, spotlight } = useCallSnapshot(room, SELF);
  const layout = useRecordingLayout(room, look.layout);
  const stage = useRef<HTMLDivElement>(null);
  const seen = people.filter(({ isLocal, identity }) => !isLocal && !isRecorder(room, identity));
  useRecorderEnd(room, seen.length === 0);
  useRecorderStart(stage, {
    isConnected: connection === 'connected',
    people: seen.length,
    pictures: seen.filter(({ isCameraOn }) => isCameraOn).length + shares.length,
    hasSound: sounds.length >= countSounds(room),
  });
  return (
    <div ref={stage} className="flex min-h-0 flex-1 flex-col gap-1">
      {(look.title !== undefined || look.hasClock) && (
        <RecordingBar title={look.title} hasClock={look.hasClock} />
      )}
      <RecordingStage
        room={room}
        layout={layout}
        hasNames={look.hasNames}
        people={seen}
        shares={shares}
        spotlight={spotlight}
      />
      <Sounds sounds={sounds} />
    </div>
  );
}

/** LiveKit shows nobody who is hidden; a recorder of another kind may be in sight. */
const isRecorder = (room: Room, identity: string) =>
  room.remoteParticipants.get(identity)?.kind === ParticipantKind.EGRESS;

const countSounds = (room: Room) =>
  [...room.remoteParticipants.values()].reduce(
    (count, { audioTrackPublications }) => count + audioTrackPublications.size,
    0,
  );
