import 'server-only';
import { isHosting, type RoomRole } from '@/shared/permissions';
import type { AccessedRoom, RoomStanding } from '../access';
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

/** Whom a room has wait; `isInvited`: who came by a link for guests that holds is as one of its own. */
const waitsInLobby = (entry: AccessedRoom['entry'], role: RoomRole, isInvited: boolean) =>
  entry === 'lobbyForAll' || (entry === 'lobbyForGuests' && role === 'guest' && !isInvited);

/** Somebody's admission to the meeting. Who was one of the tenant's people then, and is none now, was not let in as a guest. */
const admissionAs = async (roomId: string, person: Person, role: RoomRole) => {
  const admission = await readAdmission(roomId, person);
  return role === 'guest' && admission?.isOutsider === false ? null : admission;
};

/**
 * Whether somebody who has come into a room's call was let in, and before it was locked where that was not by a host. A
 * token is good for ten minutes, and theirs may be of another meeting, or of before the lock.
 */
export const isPastDoor = async (
  { id, entry, lockedAt }: Pick<AccessedRoom, 'id' | 'entry' | 'lockedAt'>,
  person: Person,
  role: RoomRole,
): Promise<boolean> => {
  if (isHosting(role) || (lockedAt === null && !waitsInLobby(entry, role, false))) return true;
  const admission = await admissionAs(id, person, role);
  if (admission === null) return false;
  return lockedAt === null || admission.isByHost || (await hasAttended(id, person, lockedAt));
};

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
  const hasLobby = waitsInLobby(room.entry, role, isInvited);
  // Most people come so: nothing has to be looked up for them.
  if (role !== 'guest' && !hasLobby && !room.lockedAt && !room.waitsForHost) return 'in';
  const noted = person && (await admissionAs(room.id, person, role));
  if (noted?.isByHost) return 'in';
  if (person?.isGuest !== false && (await isAddressBarred(room.id, address))) return 'barred';
  const admission = typeof noted?.linkId === 'string' && !isInvited ? null : noted;
  if (room.lockedAt || room.waitsForHost) {
    const isBack = person !== null && (await wasHere(room.id, person, admission));
    if (room.lockedAt && !isBack) return 'locked';
    if (room.waitsForHost && !isBack && !(await isHostHere(room.id))) return 'hostAbsent';
  }
  return hasLobby && admission === null ? 'lobby' : 'in';
};
