import 'server-only';
import type { AccessedRoom } from '../access';
import { db } from '../db';
import { fail } from '../errors';
import type { Person } from '../person';
import { readAdmission } from './admissions';

/** The name of somebody who belongs to a room: one of the tenant's people, invited, or let in. Fails NOT_FOUND. */
export const findName = async (room: AccessedRoom, { id, isGuest }: Person): Promise<string> => {
  if (!isGuest) {
    const colleague = await db().membership.findUnique({
      where: { tenantId_userId: { tenantId: room.tenantId, userId: id } },
      select: { user: { select: { name: true } } },
    });
    if (colleague) return colleague.user.name;
    const invited = await db().roomMember.findUnique({
      where: { roomId_userId: { roomId: room.id, userId: id } },
      select: { user: { select: { name: true } } },
    });
    if (invited) return invited.user.name;
  }
  return (await readAdmission(room.id, { id, isGuest }))?.name ?? fail('NOT_FOUND');
};
