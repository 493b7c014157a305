import type { Room } from 'livekit-client';
import type { RefObject } from 'react';
import { canInRoom } from '@/shared/permissions';
import { Announcer } from './Announcer';
import { CallLobby } from './CallLobby';
import { CallModeration } from './CallModeration';
import type { CallSnapshot } from './snapshotRoom';
import type { CallControls } from './useCallControls';
import { type Guard, type Rejoinable, useRejoin } from './useRejoin';

export interface CallNewsProps {
  room: Room;
  guardRef: RefObject<Guard | null>;
  rejoining: Omit<Rejoinable, 'roomId'>;
  roomId: string;
  snapshot: CallSnapshot;
  controls: CallControls;
}

/**
 * What a call that is up has to tell: who came and went, what hosts have done, and to them who wants to come in. It
 * also sees to it that it is up again when it broke.
 */
export function CallNews({ room, guardRef, rejoining, roomId, snapshot, controls }: CallNewsProps) {
  useRejoin(room, guardRef, { roomId, ...rejoining });
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
