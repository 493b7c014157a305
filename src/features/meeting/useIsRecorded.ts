import { useEffect, useState } from 'react';
import { useTRPCClient } from '@/api/client';
import type { Door } from './Door';

/** Milliseconds between two questions. Who isn't in yet has no stream that would tell. */
const PERIOD = 5_000;

/** Whether who goes in now is recorded: as the page was told, and asked anew while `isWatched`. */
export const useIsRecorded = ({ code, isRecorded: initial }: Door, isWatched: boolean): boolean => {
  const client = useTRPCClient();
  const [isRecorded, setIsRecorded] = useState(initial);

  useEffect(() => {
    if (!isWatched) return;
    let isHere = true;
    const ask = async () => {
      const link = await client.rooms.byCode.query({ code });
      if (isHere && link.access === 'open') setIsRecorded(link.isRecorded);
    };
    // What can't be learned now is learned the next time, or in the call.
    const timer = setInterval(() => void ask().catch(() => undefined), PERIOD);
    return () => {
      isHere = false;
      clearInterval(timer);
    };
  }, [client, code, isWatched]);

  useEffect(() => {
    // The mark is then there with the first picture of the call.
    if (isRecorded) import('./CallRecording').catch(() => undefined);
  }, [isRecorded]);

  return isRecorded;
};
