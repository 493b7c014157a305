import { useQueryClient } from '@tanstack/react-query';
import { type Room, RoomEvent } from 'livekit-client';
import { useEffect } from 'react';
import { useTRPC } from '@/api/client';
import { useLive } from '@/api/useLive';

/** Has the recording fetched anew when the server says so, or LiveKit: two ways, so that one may be cut. */
export const useRecordingStream = (room: Room, roomId: string) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  useLive({ roomId });
  useEffect(() => {
    const refetch = () => void queries.invalidateQueries(trpc.rooms.recording.queryFilter({ roomId }));
    room.on(RoomEvent.RecordingStatusChanged, refetch);
    room.on(RoomEvent.Reconnected, refetch);
    return () => {
      room.off(RoomEvent.RecordingStatusChanged, refetch);
      room.off(RoomEvent.Reconnected, refetch);
    };
  }, [room, roomId, queries, trpc]);
};
