import { useCallback, useEffect, useRef, useState } from 'react';
import { appCodeOf } from '@/api/appError';
import { useTRPCClient } from '@/api/client';
import { subscribe } from '@/api/subscribe';
import { type ErrorCode, isPassing } from '@/shared/errors';
import type { LobbyState } from '@/shared/lobbyState';

/** `asking` until the server has said, `lost` while it can't be reached, `closed` where one may not even ask any more. */
export type LobbyView =
  | { kind: Exclude<LobbyState['state'], 'gone'> | 'asking' | 'lost' | 'closed' }
  | { kind: 'refused'; code: ErrorCode };

const FIRST_RETRY_MS = 200;
const SLOWEST_RETRY_MS = 5_000;

const OVER = new Set<ErrorCode>(['NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'TENANT_SUSPENDED']);

/** Asks to be let in and holds the place for as long as the component is there. */
export const useLobby = (roomId: string, name: string | undefined) => {
  const client = useTRPCClient();
  const [view, setView] = useState<LobbyView>({ kind: 'asking' });
  const [hasHost, setHasHost] = useState(false);
  const said = useRef('');
  const again = useRef<() => void>(undefined);

  const knock = useCallback(
    async (words: string) =>
      await client.rooms.knock.mutate({
        roomId,
        ...(name === undefined ? {} : { name }),
        ...(words === '' ? {} : { line: words }),
      }),
    [client, roomId, name],
  );

  useEffect(() => {
    let isHere = true;
    let failures = 0;
    let close: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fail = (code: ErrorCode | null) => {
      if (code === 'BARRED') return setView({ kind: 'barred' });
      if (code !== null && OVER.has(code)) return setView({ kind: 'closed' });
      if (code !== null && !isPassing(code)) return setView({ kind: 'refused', code });
      if (failures > 0) setView({ kind: 'lost' });
      timer = setTimeout(listen, Math.min(SLOWEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
      failures += 1;
    };
    const ask = async () => {
      try {
        await knock(said.current);
        if (isHere) listen();
      } catch (error) {
        if (isHere) fail(appCodeOf(error));
      }
    };
    const hear = ({ state, hasHost: isHost }: LobbyState) => {
      failures = 0;
      // The place was lost, as in a tab that slept: whoever is still here asks again.
      if (state === 'gone') {
        close?.();
        void ask();
        return;
      }
      setHasHost(isHost);
      setView({ kind: state });
      if (state === 'admitted' || state === 'denied' || state === 'barred') close?.();
    };
    const listen = () => {
      close = subscribe<LobbyState>('rooms.liveLobby', { roomId }, { onEvent: hear, onEnd: fail });
    };
    again.current = () => void ask();
    void ask();
    return () => {
      isHere = false;
      clearTimeout(timer);
      close?.();
    };
  }, [roomId, knock]);

  return {
    view,
    hasHost,
    /** Tells the hosts a line more; throws where that failed. */
    say: async (words: string) => {
      await knock(words);
      said.current = words;
    },
    askAgain: () => {
      setView({ kind: 'asking' });
      again.current?.();
    },
  };
};
