import { ConnectionState, type DisconnectReason, type Room, RoomEvent } from 'livekit-client';
import { useEffect, useEffectEvent, useRef } from 'react';
import { leftReason, type LeftReason } from './leftReason';
import type { Person } from './snapshotRoom';
import type { CallMedia } from './startCall';

/** Reports the end of the call once: why, and what to turn on again should the person come back. */
export const useLeaving = (
  room: Room,
  self: Person,
  start: CallMedia,
  onLeft: (reason: LeftReason, media: CallMedia) => void,
) => {
  const wasOn = useRef<CallMedia>({ camera: start.camera !== false, microphone: start.microphone !== false });
  const hasBeenIn = useRef(false);

  // By the time that LiveKit says it is over, it has let go of all tracks.
  useEffect(() => {
    if (room.state === ConnectionState.Connecting || room.state === ConnectionState.Disconnected) return;
    hasBeenIn.current = true;
    wasOn.current = { camera: self.isCameraOn, microphone: self.isMicrophoneOn };
  }, [room, self]);

  const onOver = useEffectEvent((reason?: DisconnectReason) =>
    onLeft(leftReason(reason, hasBeenIn.current), wasOn.current),
  );

  useEffect(() => {
    const onDisconnected = (reason?: DisconnectReason) => onOver(reason);
    room.on(RoomEvent.Disconnected, onDisconnected);
    return () => {
      room.off(RoomEvent.Disconnected, onDisconnected);
    };
  }, [room]);
};
