import 'server-only';
import { actorOf } from '../audit';
import { publish } from '../events';
import { listPeople, removeParticipant } from '../livekit';
import type { Person } from '../person';
import { readAdmission, withdrawAdmission } from './admissions';
import { auditPeople } from './auditPeople';
import { bar } from './bars';
import { isIdentityOf } from './identity';
import { findTarget, type Host, withMedia } from './moderate';

/** Puts all tabs of people out of a room's call, those that are in it, and has their streams prove their right again. */
export const putOut = async (roomId: string, people: readonly Person[]) => {
  await publish('room', roomId, { type: 'access' });
  if (people.length === 0) return;
  const present = await listPeople(roomId);
  const theirs = present.filter(({ identity }) => people.some((person) => isIdentityOf(identity, person)));
  await Promise.all(theirs.map(async ({ identity }) => await removeParticipant(roomId, identity)));
};

/** Removes somebody from the meeting, and keeps them out until it ends. Fails NOT_FOUND, FORBIDDEN, MEDIA_UNAVAILABLE. */
export const removePerson = async (host: Host, person: Person) => {
  const target = await findTarget(host, person);
  const { room } = host;
  const actor = await actorOf(host);
  const address = (await readAdmission(room.id, person))?.address ?? null;
  await bar(room, { ...target, address }, { isForGood: false, barredByName: actor.name });
  await withdrawAdmission(room.id, person);
  await auditPeople(actor, room, { action: 'people.remove', people: [target] });
  await withMedia(room.id, async () => await putOut(room.id, [person]));
};
