import { Redis } from 'ioredis';
import { livekitDatabase } from '../../stack/livekit.ts';
import { setting } from '../e2e/people';
import { logOf, type Part } from './parts';

const NODES = ['livekit-1', 'livekit-2'] as const satisfies readonly Part[];

/** The id under which a node has last come up. */
const idOf = (node: Part) =>
  [...logOf(node).matchAll(/"starting LiveKit server".*"nodeID":"(\w+)"/g)].at(-1)?.[1];

/** The LiveKit node that a room's call is on, as LiveKit keeps it in Redis. */
export const holderOf = async (roomId: string): Promise<(typeof NODES)[number]> => {
  const redis = new Redis(setting('REDIS_URL'));
  try {
    await redis.select(livekitDatabase);
    const holder = await redis.hget('room_node_map', roomId);
    const found = NODES.find((node) => idOf(node) === holder);
    if (!found) throw new Error(`No node of ${NODES.join(', ')} has the room: ${holder}`);
    return found;
  } finally {
    redis.disconnect();
  }
};
