import 'server-only';
import { isHosting } from '@/shared/permissions';
import type { RoomStanding } from '../access';
import { db } from '../db';
import { listPeople } from '../livekit';
import { log } from '../log';
import type { Person } from '../person';
import { type Admission, readAdmission } from './admissions';
import { isAddressBarred } from './bars';

/** What stands before somebody who wants to come in: nothing, something that passes, or a closed door. */
export type Way = 'in' | 'lobby' | 'hostAbsent' | 'locked' | 'barred';

/** A call's role, as LiveKit tells it of those who are in. */
export const isHostRole = (role: string | undefined) => role === 'host' || role === 'cohost';

const askForHost = async (roomId: string): Promise<boolean> => {
  try {
    return (await listPeople(roomId)).some(({ attributes }) => isHostRole(attributes['role']));
  } catch (error) {
    log().warn({ roomId, error }, 'LiveKit did not say whether a host is in');
    return false;
  }
};

const asking = new Map<string, Promise<boolean>>();

/**
 * Whether a host or cohost is in the call. Everybody who waits asks when one comes or leaves: those who ask in the same
 * moment share one request, which is sent after the last of them has asked.
 */
export const isHostHere = async (roomId: string): Promise<boolean> => {
  const known = asking.get(roomId);
  if (known) return await known;
  const asked = (async () => {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    asking.delete(roomId);
    return await askForHost(roomId);
  })();
  asking.set(roomId, asked);
  return await asked;
};

/** Whether somebody has been in the meeting that runs; `before`: whether they came before then. */
const hasAttended = async (roomId: string, { id, isGuest }: Person, before?: Date) =>
  (await db().attendance.count({
    where: {
      meeting: { roomId, endedAt: null },
      ...(isGuest ? { guestId: id } : { userId: id }),
      ...(before && { joinedAt: { lt: before } }),
    },
  })) > 0;

/** Whether somebody has been in the meeting that runs, and wasn't removed from it since. */
const wasHere = async (roomId: string, person: Person, admission: Admission | null) =>
  admission !== null && (await hasAttended(roomId, person));

/**
 * Whether somebody who has come into the call of a locked room belongs there: they were in it before, or a host has
 * let them in. A token is good for ten minutes, and theirs may be of before the lock.
 */
export const isPastLock = async (
  { id, lockedAt }: { id: string; lockedAt: Date | null },
  person: Person,
): Promise<boolean> =>
  lockedAt === null ||
  (await readAdmission(id, person))?.isByHost === true ||
  (await hasAttended(id, person, lockedAt));

const waitsInLobby = ({ room, role, isInvited }: RoomStanding) =>
  room.entry === 'lobbyForAll' || (room.entry === 'lobbyForGuests' && role === 'guest' && !isInvited);

/**
 * What stands before somebody at a room's door; `person` is null for who has no cookie yet. A host's word, once
 * given, opens everything but a bar on this very person; who hosts is not kept out.
 */
export const findWay = async (
  standing: RoomStanding,
  person: Person | null,
  address: string,
): Promise<Way> => {
  const { room, role, isInvited, isBarred } = standing;
  if (isHosting(role)) return 'in';
  if (isBarred) return 'barred';
  const hasLobby = waitsInLobby(standing);
  // Most people come so: nothing has to be looked up for them.
  if (role !== 'guest' && !hasLobby && !room.lockedAt && !room.waitsForHost) return 'in';
  const noted = person && (await readAdmission(room.id, person));
  if (noted?.isByHost) return 'in';
  if (person?.isGuest !== false && (await isAddressBarred(room.id, address))) return 'barred';
  const admission = noted?.isByLink && !isInvited ? null : noted;
  if (room.lockedAt || room.waitsForHost) {
    const isBack = person !== null && (await wasHere(room.id, person, admission));
    if (room.lockedAt && !isBack) return 'locked';
    if (room.waitsForHost && !isBack && !(await isHostHere(room.id))) return 'hostAbsent';
  }
  return hasLobby && admission === null ? 'lobby' : 'in';
};
