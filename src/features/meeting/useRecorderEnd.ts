import { ConnectionState, type Room, RoomEvent } from 'livekit-client';
import { useEffect } from 'react';
import { tellRecorder } from './tellRecorder';

/** Milliseconds that an empty room is recorded. */
const EMPTY = 60_000;

/**
 * Tells the recorder to stop when the room is closed, or out of reach for good. LiveKit's own pages stop at once when
 * the last person leaves, and cut a meeting in two whose only speaker reloads: here the end is LiveKit's, which closes
 * an empty room after a while. That an open room stays empty is only the case where a token or a server outlived it.
 */
export const useRecorderEnd = (room: Room, isEmpty: boolean) => {
  useEffect(() => {
    const end = () => tellRecorder('END_RECORDING');
    if (room.state === ConnectionState.Disconnected) end();
    room.on(RoomEvent.Disconnected, end);
    return () => {
      room.off(RoomEvent.Disconnected, end);
    };
  }, [room]);

  useEffect(() => {
    if (!isEmpty) return;
    const timer = setTimeout(() => tellRecorder('END_RECORDING'), EMPTY);
    return () => clearTimeout(timer);
  }, [isEmpty]);
};
