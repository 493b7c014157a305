import 'server-only';
import type { z } from 'zod';
import type { admitInput, denyInput } from '@/shared/lobby';
import type { AccessedRoom } from '../access';
import { actorOf, audit } from '../audit';
import type { Context } from '../context';
import { fail } from '../errors';
import { publish } from '../events';
import { admit, fieldOf, withdrawAdmission } from './admissions';
import { bar } from './bars';
import { findWaiting, noteDenial, takeFromLobby, type Waiting } from './lobby';
import { findMeetingStart } from './meetingStart';

/** Names that are written into one entry of the log: enough to know whom it was about. */
const NAMES_MAX = 50;

/** Everybody who waits before a room, those first who have waited longest; `email` is proven, and null for guests. */
export const listLobby = async (roomId: string) =>
  (await findWaiting(roomId)).map(({ address: _address, ...who }) => who);

const asTarget = ({ id, name }: Waiting) => ({ kind: 'person', id, name }) as const;

const auditAdmission = async (ctx: Context, room: AccessedRoom, people: readonly Waiting[]) => {
  const [first] = people;
  if (!first) return;
  const { tenantId, id, name } = room;
  const isOne = people.length === 1;
  await audit(await actorOf(ctx), {
    tenantId,
    action: 'lobby.admit',
    target: isOne ? asTarget(first) : { kind: 'room', id, name },
    detail: isOne
      ? { room: name }
      : { count: people.length, people: people.slice(0, NAMES_MAX).map((who) => who.name) },
  });
};

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
  await auditAdmission(ctx, room, taken);
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
  await audit(actor, {
    tenantId: room.tenantId,
    action: isForGood ? 'lobby.bar' : 'lobby.deny',
    target: asTarget(who),
    detail: { room: room.name },
  });
};
