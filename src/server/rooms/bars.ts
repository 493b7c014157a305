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

/**
 * Whether somebody is kept out of a room: by their account, or as a guest by their cookie or by the address that a
 * barred guest came from. `person` is null for who has no cookie yet, `address` where it doesn't count.
 */
export const isBarred = async (
  roomId: string,
  person: Person | null,
  address: string | null,
): Promise<boolean> => {
  const isGuest = person?.isGuest ?? true;
  const by = [
    ...(person ? [{ personId: person.id, isGuest }] : []),
    ...(isGuest && address !== null ? [{ isGuest, address }] : []),
  ];
  return (await db().roomBar.count({ where: { roomId, OR: by } })) > 0;
};

/** Ends the bars that were for a meeting that is over. */
export const endBars = async (roomId: string) => {
  await db().roomBar.deleteMany({ where: { roomId, isForGood: false } });
};
