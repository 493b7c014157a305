import 'server-only';
import { publish } from '../events';
import { log } from '../log';
import type { Person } from '../person';
import { redis } from '../redis';
import { fieldOf } from './admissions';

/** Milliseconds that a place is kept without a sign of its stream: for when a process dies. */
const PLACE_TTL = 10_000;
/** Milliseconds between a stream's signs. */
export const SIGN_EVERY = 2_000;
/** Milliseconds that a place outlives its stream: longer than a page takes to open another. */
const GRACE = 3_000;
/** Seconds that somebody is told that they were turned away, unless they ask again. */
const DENIAL_TTL = 600;
/** Milliseconds in which hosts are told once, however many come. */
const TELL_EVERY = 150;

/** Somebody who asks to come in. */
export interface Waiting extends Person {
  name: string;
  /** The account's address, where it is verified. */
  email: string | null;
  /** What they tell the host. */
  line: string | null;
  /** Where they ask from. */
  address: string;
  /** Whether they have nothing but the link. */
  isOutsider: boolean;
}

/** Who waits, since when, and until when their place is kept. */
const keysOf = (roomId: string) =>
  [`lobby:${roomId}:people`, `lobby:${roomId}:since`, `lobby:${roomId}:until`] as const;
const denialKey = (roomId: string, person: Person) => `lobby:${roomId}:denied:${fieldOf(person)}`;

/** Each script begins with this. KEYS: as keysOf. ARGV[1]: now. */
const SWEEP = `
local function forget(field)
  redis.call('HDEL', KEYS[1], field)
  redis.call('ZREM', KEYS[2], field)
  redis.call('ZREM', KEYS[3], field)
end
local gone = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1])
for _, field in ipairs(gone) do forget(field) end
`;

/** ARGV: now, until, field, who. KEYS[4]: the denial, which a new question takes back. */
const PUT = `${SWEEP}
redis.call('HSET', KEYS[1], ARGV[3], ARGV[4])
redis.call('ZADD', KEYS[2], 'NX', ARGV[1], ARGV[3])
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[3])
for i = 1, 3 do redis.call('EXPIRE', KEYS[i], 600) end
redis.call('DEL', KEYS[4])`;

/** ARGV: now, until, field. A place that was lost isn't found again. */
const KEEP = `${SWEEP}
if redis.call('HEXISTS', KEYS[1], ARGV[3]) == 0 then return 0 end
redis.call('ZADD', KEYS[3], ARGV[2], ARGV[3])
for i = 1, 3 do redis.call('EXPIRE', KEYS[i], 600) end
return 1`;

/** ARGV: now, then fields; without any: everybody. Returns who they were. */
const TAKE = `${SWEEP}
local fields = {unpack(ARGV, 2)}
if #fields == 0 then fields = redis.call('ZRANGE', KEYS[2], 0, -1) end
local taken = {}
for _, field in ipairs(fields) do
  local who = redis.call('HGET', KEYS[1], field)
  if who then
    taken[#taken + 1] = who
    forget(field)
  end
end
return taken`;

/** ARGV: now. Returns the next end of a place, then who waits and since when, by turns. */
const LIST = `${SWEEP}
local next = redis.call('ZRANGE', KEYS[3], 0, 0, 'WITHSCORES')
local list = {next[2] or '', #gone}
local since = redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')
for i = 1, #since, 2 do
  list[#list + 1] = redis.call('HGET', KEYS[1], since[i])
  list[#list + 1] = since[i + 1]
end
return list`;

const telling = new Map<string, { isAgain: boolean }>();

/** Tells the hosts that another waits or that somebody doesn't any more: at once, and then no faster than they can look. */
const tellLobby = async (roomId: string): Promise<void> => {
  const known = telling.get(roomId);
  if (known) {
    known.isAgain = true;
    return;
  }
  const told = { isAgain: false };
  telling.set(roomId, told);
  setTimeout(() => {
    telling.delete(roomId);
    if (told.isAgain)
      tellLobby(roomId).catch((error: unknown) => log().warn({ roomId, error }, 'lobby not told'));
  }, TELL_EVERY);
  await publish('room', roomId, { type: 'changed', what: 'lobby' });
};

/** Who waits, those first who have waited longest, and when the next place would end. */
const readLobby = async (roomId: string) => {
  const [next, gone, ...rest] = (await redis().eval(LIST, 3, ...keysOf(roomId), Date.now())) as [
    string,
    number,
    ...string[],
  ];
  const people = rest.flatMap((who, index) =>
    index % 2 === 0 ? [{ ...(JSON.parse(who) as Waiting), since: new Date(Number(rest[index + 1])) }] : [],
  );
  return { people, hasLost: gone > 0, endsAt: next === '' ? null : Number(next) };
};

const sweeps = new Map<string, { at: number; timer: NodeJS.Timeout }>();

/** Looks again when a place may have ended, for as long as somebody waits: a process that died tells nobody. */
const sweepAt = (roomId: string, at: number) => {
  const known = sweeps.get(roomId);
  if (known && known.at <= at) return;
  clearTimeout(known?.timer);
  const sweep = async () => {
    sweeps.delete(roomId);
    const { hasLost, endsAt } = await readLobby(roomId);
    if (hasLost) await tellLobby(roomId);
    if (endsAt !== null) sweepAt(roomId, endsAt);
  };
  const timer = setTimeout(
    () => {
      sweep().catch((error: unknown) => log().warn({ roomId, error }, 'lobby not swept'));
    },
    Math.max(0, at - Date.now()) + 50,
  );
  sweeps.set(roomId, { at, timer: timer.unref() });
};

/** Everybody who waits, those first who have waited longest. */
export const findWaiting = async (roomId: string) => {
  const { people, endsAt } = await readLobby(roomId);
  if (endsAt !== null) sweepAt(roomId, endsAt);
  return people;
};

/** Gives somebody a place in the lobby, or tells more of who has one. It is theirs while they listen. */
export const putInLobby = async (roomId: string, who: Waiting) => {
  const now = Date.now();
  const keys = [...keysOf(roomId), denialKey(roomId, who)];
  await redis().eval(PUT, 4, ...keys, now, now + PLACE_TTL, fieldOf(who), JSON.stringify(who));
  await tellLobby(roomId);
};

/** Keeps a place; false where there is none any more. */
export const keepPlace = async (roomId: string, person: Person): Promise<boolean> => {
  const now = Date.now();
  return (await redis().eval(KEEP, 3, ...keysOf(roomId), now, now + PLACE_TTL, fieldOf(person))) === 1;
};

/** Gives a place up soon, unless the same person listens again by then. */
export const loosenPlace = async (roomId: string, person: Person) => {
  const end = Date.now() + GRACE;
  await redis().zadd(keysOf(roomId)[2], 'XX', 'LT', end, fieldOf(person));
  sweepAt(roomId, end);
};

/** Takes people, or everybody, out of the lobby: of two who take the same person one gets them. */
export const takeFromLobby = async (roomId: string, people: readonly Person[] | null): Promise<Waiting[]> => {
  if (people?.length === 0) return [];
  const fields = people?.map(fieldOf) ?? [];
  const taken = (await redis().eval(TAKE, 3, ...keysOf(roomId), Date.now(), ...fields)) as string[];
  if (taken.length > 0) await tellLobby(roomId);
  return taken.map((who) => JSON.parse(who) as Waiting);
};

/** Notes that somebody was turned away, for the page that waits. */
export const noteDenial = async (roomId: string, person: Person) => {
  await redis().set(denialKey(roomId, person), '1', 'EX', DENIAL_TTL);
};

export const isDenied = async (roomId: string, person: Person): Promise<boolean> =>
  (await redis().exists(denialKey(roomId, person))) === 1;
