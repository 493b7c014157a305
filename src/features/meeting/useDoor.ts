import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/api/client';
import type { Door } from './Door';

/** What the link opens at this moment: hosts may change it in the middle of a call, and the live stream says so. */
export const useDoor = (door: Door): Door => {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.rooms.byCode.queryOptions({ code: door.code }, { initialData: door, staleTime: Infinity }),
  );
  return data.access === 'open' ? data : door;
};
