import { ConnectionState, type DisconnectReason, type Room, RoomEvent } from 'livekit-client';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { awayCalls } from './awayCall';
import { leftReason, type LeftReason } from './leftReason';
import type { Person } from './snapshotRoom';
import type { CallMedia } from './startCall';
import type { Guard } from './useRejoin';

/** Why the call is over, and what to turn on again; `isRefused`: the server lets this person back in no more. */
export type OnLeft = (reason: LeftReason, media: CallMedia, isRefused?: boolean) => void;

export interface Leaving {
  /** What was on when the call was last up, or has been turned on or off since. */
  media: RefObject<CallMedia>;
  /** The way out: by whoever leaves, or because the call doesn't come back. */
  leave: (reason: LeftReason, isRefused?: boolean) => void;
}

/** Reports the end of the call once, unless `guardRef` knows how to go on. */
export const useLeaving = (
  room: Room,
  self: Person,
  guardRef: RefObject<Guard | null>,
  { media: start, onLeft }: { media: CallMedia; onLeft: OnLeft },
): Leaving => {
  const media = useRef<CallMedia>({ camera: start.camera !== false, microphone: start.microphone !== false });
  const hasBeenIn = useRef(false);

  // By the time that LiveKit says it is over, it has let go of all tracks.
  useEffect(() => {
    const isDown = room.state === ConnectionState.Connecting || room.state === ConnectionState.Disconnected;
    // While a call that broke is away `self` is what people want of it.
    if (isDown && !awayCalls.has(room)) return;
    hasBeenIn.current = true;
    media.current = { camera: self.isCameraOn, microphone: self.isMicrophoneOn };
  }, [room, self]);

  const onOver = useEffectEvent((reason?: DisconnectReason) => {
    if (!hasBeenIn.current || !guardRef.current?.(reason))
      onLeft(leftReason(reason, hasBeenIn.current), media.current);
  });

  useEffect(() => {
    const onDisconnected = (reason?: DisconnectReason) => onOver(reason);
    room.on(RoomEvent.Disconnected, onDisconnected);
    return () => {
      room.off(RoomEvent.Disconnected, onDisconnected);
    };
  }, [room]);

  return {
    media,
    leave: (reason, isRefused) => {
      // Between two tries there is nothing to disconnect from, and LiveKit would say nothing.
      if (reason === 'left' && room.state !== ConnectionState.Disconnected) void room.disconnect();
      else onLeft(reason, media.current, isRefused);
    },
  };
};
