import 'server-only';
import type { z } from 'zod';
import type { admitInput, denyInput } from '@/shared/lobby';
import type { AccessedRoom } from '../access';
import { actorOf } from '../audit';
import type { Context } from '../context';
import { fail } from '../errors';
import { publish } from '../events';
import { admit, fieldOf, withdrawAdmission } from './admissions';
import { auditPeople } from './auditPeople';
import { bar } from './bars';
import { findWaiting, noteDenial, takeFromLobby } from './lobby';
import { findMeetingStart } from './meetingStart';

/** Everybody who waits before a room, those first who have waited longest; `email` is proven, and null for guests. */
export const listLobby = async (roomId: string) =>
  (await findWaiting(roomId)).map(({ address: _address, ...who }) => who);

/** Lets people in, or everybody who waits: their pages then go in by themselves. Who doesn't wait any more is left out. */
export const admitPeople = async (
  ctx: Context,
  room: AccessedRoom,
  { people }: z.output<typeof admitInput>,
) => {
  const taken = await takeFromLobby(room.id, people);
  if (taken.length === 0) return;
  const since = await findMeetingStart(room.id, new Date());
  await admit(
    room.id,
    taken.map(({ id, isGuest, name, address, isOutsider }) => ({
      id,
      isGuest,
      name,
      address,
      isOutsider,
      since,
      isByHost: true,
      linkId: null,
    })),
  );
  await publish('room', room.id, { type: 'door', who: taken.map(fieldOf) });
  await auditPeople(await actorOf(ctx), room, { action: 'lobby.admit', people: taken });
};

/** Turns somebody away: until they ask again, or for good. Fails NOT_FOUND where they don't wait any more. */
export const denyPerson = async (
  ctx: Context,
  room: AccessedRoom,
  { person, isForGood }: z.output<typeof denyInput>,
) => {
  const actor = await actorOf(ctx);
  // Before their place is gone: a page that found none would ask again by itself.
  if (!isForGood) await noteDenial(room.id, person);
  const [who] = await takeFromLobby(room.id, [person]);
  if (!who) return fail('NOT_FOUND');
  if (isForGood) {
    await bar(room, who, { isForGood, barredByName: actor.name });
    await withdrawAdmission(room.id, who);
  }
  // A bar may be for more than one: guests who came from the same address look again.
  await publish('room', room.id, { type: 'door', who: isForGood ? null : [fieldOf(who)] });
  await auditPeople(actor, room, { action: isForGood ? 'lobby.bar' : 'lobby.deny', people: [who] });
};
