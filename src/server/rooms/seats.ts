import 'server-only';
import { redis } from '../redis';

/** Seconds that a seat is kept for somebody on the way from the app to LiveKit. */
const SEAT_TTL = 60;

const seatsKey = (roomId: string) => `seats:${roomId}`;

/**
 * KEYS: the room's seats, identity scored by expiry. ARGV: now, expiry, limit, identity, then everybody in the call.
 * A seat counts until it expires or its holder is in the call; all in one step, so that two can't take the last one.
 */
const TAKE = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
local inside = #ARGV - 4
for i = 5, #ARGV do
  if ARGV[i] == ARGV[4] then return 1 end
  redis.call('ZREM', KEYS[1], ARGV[i])
end
if not redis.call('ZSCORE', KEYS[1], ARGV[4]) and inside + redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return 0
end
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[4])
redis.call('EXPIRE', KEYS[1], 600)
return 1`;

/** Takes a seat for `identity` beside those `inside`; false where the room holds `limit` already. */
export const takeSeat = async (
  roomId: string,
  identity: string,
  { limit, inside }: { limit: number; inside: string[] },
): Promise<boolean> => {
  const now = Date.now();
  const taken = await redis().eval(
    TAKE,
    1,
    seatsKey(roomId),
    now,
    now + SEAT_TTL * 1000,
    limit,
    identity,
    ...inside,
  );
  return taken === 1;
};
