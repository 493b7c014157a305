import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';

/** The newest recording of the meeting, null where there is none, undefined until the server has said. */
export const useRecording = (roomId: string) => {
  const trpc = useTRPC();
  // A stream that is lost tells of itself; this one asks again when it is back.
  return useQuery(trpc.rooms.recording.queryOptions({ roomId }, { meta: { handles: 'all' } })).data;
};
