import 'server-only';
import type { LobbyState } from '@/shared/lobbyState';
import { findRoomAccess, type RoomStanding } from '../access';
import { guestOf } from '../auth/guests';
import { type Context, createContext } from '../context';
import { AppError } from '../errors';
import { type Channels, listen, publish } from '../events';
import { log } from '../log';
import type { Person } from '../person';
import { fieldOf } from './admissions';
import { findWay, isHostHere } from './entry';
import { isDenied, keepPlace, loosenPlace, SIGN_EVERY, takeFromLobby } from './lobby';
import { sessionOf } from './live';

/** Null for somebody who is barred. */
const findStanding = async (ctx: Context, roomId: string): Promise<RoomStanding | null> => {
  try {
    return await findRoomAccess(ctx, roomId, 'room:join');
  } catch (error) {
    if (error instanceof AppError && error.appCode === 'BARRED') return null;
    throw error;
  }
};

const findState = async (ctx: Context, roomId: string, person: Person): Promise<LobbyState['state']> => {
  const standing = await findStanding(ctx, roomId);
  if (!standing) return 'barred';
  const way = await findWay(standing, person, ctx.address);
  if (way === 'in') return 'admitted';
  if (way === 'barred') return way;
  if (await isDenied(roomId, person)) return 'denied';
  if (!(await keepPlace(roomId, person))) return 'gone';
  return way === 'lobby' ? 'waiting' : way;
};

/** After these there is nothing to wait for. */
const FINAL: ReadonlySet<LobbyState['state']> = new Set(['admitted', 'denied', 'barred', 'gone']);

const concerns = (event: Channels['room'] | Channels['session'], field: string) =>
  event.type === 'access' || (event.type === 'door' && (event.who === null || event.who.includes(field)));

/** Shows that its owner is there; where the place is lost, the stream looks and says so. Returns what ends it. */
const keepSigning = (roomId: string, person: Person) => {
  const sign = async () => {
    try {
      if (!(await keepPlace(roomId, person)))
        await publish('room', roomId, { type: 'door', who: [fieldOf(person)] });
    } catch (error) {
      log().warn({ roomId, error }, 'place in the lobby not kept');
    }
  };
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = sign();
  }, SIGN_EVERY);
  return async () => {
    clearInterval(timer);
    // One that is on its way would keep a place that is being given up.
    await last;
  };
};

/**
 * What becomes of somebody's place in the lobby, at once whenever it changes, until they are let in or turned away;
 * `hasHost` tells whether there is a host in the call to answer. The place lasts while this is listened to. Fails
 * NOT_FOUND where the room is not theirs to ask at any more.
 */
export async function* liveLobby(
  ctx: Context & RoomStanding,
  signal: AbortSignal,
): AsyncGenerator<LobbyState> {
  const roomId = ctx.room.id;
  const person = await guestOf(ctx, roomId);
  if (!person) {
    yield { state: 'gone', hasHost: false };
    return;
  }
  const look = async (): Promise<LobbyState> => {
    const again = await createContext(ctx.headers, ctx.resHeaders);
    const state = await findState(again, roomId, person);
    return { state, hasHost: state === 'waiting' && (await isHostHere(roomId)) };
  };
  const events = await listen({ room: roomId, ...sessionOf(ctx) }, signal);
  const endSigns = keepSigning(roomId, person);
  let now: LobbyState = { state: 'waiting', hasHost: false };
  try {
    now = await look();
    yield now;
    if (FINAL.has(now.state)) return;
    for await (const event of events) {
      if (!concerns(event, fieldOf(person))) continue;
      const next = await look();
      if (next.state === now.state && next.hasHost === now.hasHost) continue;
      now = next;
      yield now;
      if (FINAL.has(now.state)) return;
    }
  } finally {
    await endSigns();
    if (FINAL.has(now.state)) await takeFromLobby(roomId, [person]);
    else await loosenPlace(roomId, person);
  }
}
