import { redis } from '@/server/redis';
import type { LobbyState } from '@/shared/lobbyState';
import type { browser } from './harness';

type Browser = Awaited<ReturnType<typeof browser>>;

/** Asks to come in and waits, as a page does; `states` is what it was told so far. */
export const waitIn = async (tab: Browser, roomId: string, asks: { name?: string; line?: string } = {}) => {
  await tab.api.rooms.knock({ roomId, ...asks });
  tab.keepCookies();
  return await listenAt(tab, roomId);
};

/** Listens at the door without asking. */
export const listenAt = async ({ apiUntil }: Browser, roomId: string) => {
  const abort = new AbortController();
  const stream = await apiUntil(abort.signal).rooms.liveLobby({ roomId });
  const seen = { states: [] as LobbyState['state'][], error: null as unknown };
  const opened = Promise.withResolvers<void>();
  const ended = (async () => {
    try {
      for await (const { state } of stream) {
        seen.states.push(state);
        opened.resolve();
      }
    } catch (error) {
      seen.error = error;
    }
    opened.resolve();
  })();
  await opened.promise;
  return {
    seen,
    ended,
    last: () => seen.states.at(-1),
    close: async () => {
      abort.abort();
      await ended;
    },
  };
};

/** What happens when the process of a waiting stream dies: nobody keeps the place any more, and its time passes. */
export const outlive = async (roomId: string) => {
  const key = `lobby:${roomId}:until`;
  for (const field of await redis().zrange(key, 0, -1)) await redis().zadd(key, Date.now() - 1, field);
};
