import 'server-only';
import { db } from '../db';
import type { Person } from '../person';

interface Barred extends Person {
  name: string;
  /** Where a guest came from; null for accounts. */
  address: string | null;
}

/** Keeps somebody out of a room: for the meeting, or for good. */
export const bar = async (
  room: { id: string; tenantId: string },
  { id: personId, isGuest, name, address }: Barred,
  { isForGood, barredByName }: { isForGood: boolean; barredByName: string },
) => {
  const how = { name, address: isGuest ? address : null, isForGood, barredByName };
  await db().roomBar.upsert({
    where: { roomId_personId: { roomId: room.id, personId } },
    create: { roomId: room.id, tenantId: room.tenantId, personId, isGuest, ...how },
    update: how,
    select: { id: true },
  });
};

/** Whether guests from an address are kept out of a room: one who was barred came from there. */
export const isAddressBarred = async (roomId: string, address: string): Promise<boolean> =>
  (await db().roomBar.count({ where: { roomId, isGuest: true, address } })) > 0;

/** Whether somebody is kept out of a room, guests also by their address. `person` is null for who has no cookie yet. */
export const isBarred = async (roomId: string, person: Person | null, address: string): Promise<boolean> => {
  const isGuest = person?.isGuest ?? true;
  const isKnown =
    person !== null && (await db().roomBar.count({ where: { roomId, personId: person.id, isGuest } })) > 0;
  return isKnown || (isGuest && (await isAddressBarred(roomId, address)));
};

/** Ends the bars that were for a meeting that is over. */
export const endBars = async (roomId: string) => {
  await db().roomBar.deleteMany({ where: { roomId, isForGood: false } });
};
