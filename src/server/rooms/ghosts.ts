import 'server-only';
import { redis } from '../redis';

/** Seconds that a ghost is remembered: longer than any call. */
const MEMORY = 24 * 3600;

const ghostsKey = (roomId: string) => `ghosts:${roomId}`;

/**
 * Notes LiveKit's ids of participants who were on a node that is dead: LiveKit keeps them in its list until the room
 * ends.
 */
export const noteGhosts = async (roomId: string, sids: readonly string[]) => {
  if (sids.length === 0) return;
  await redis()
    .multi()
    .sadd(ghostsKey(roomId), ...sids)
    .expire(ghostsKey(roomId), MEMORY)
    .exec();
};

/** The ids of those in LiveKit's list of a room who aren't there any more. */
export const readGhosts = async (roomId: string): Promise<ReadonlySet<string>> =>
  new Set(await redis().smembers(ghostsKey(roomId)));

/** Forgets them: the room is over, and its list with it. */
export const forgetGhosts = async (roomId: string) => {
  await redis().del(ghostsKey(roomId));
};
