import { canInRoom } from '@/shared/permissions';
import { Announcer } from './Announcer';
import { CallLobby } from './CallLobby';
import { CallModeration } from './CallModeration';
import type { CallSnapshot } from './snapshotRoom';
import type { CallControls } from './useCallControls';

export interface CallNewsProps {
  roomId: string;
  snapshot: CallSnapshot;
  controls: CallControls;
}

/** What the call has to tell once it is up: who came and went, what hosts have done, and to them who wants to come in. */
export function CallNews({ roomId, snapshot, controls }: CallNewsProps) {
  const { people, self, rights, connection } = snapshot;
  return (
    <>
      <Announcer
        people={people}
        isMicrophoneOn={self.isMicrophoneOn}
        isConnected={connection === 'connected'}
      />
      <CallModeration roomId={roomId} people={people} rights={rights} controls={controls} />
      {canInRoom(self.role, 'lobby:admit') && <CallLobby roomId={roomId} />}
    </>
  );
}
