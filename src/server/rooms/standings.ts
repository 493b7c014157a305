import 'server-only';
import type { PersonRules, RoomRole } from '@/shared/permissions';
import { memberRole, roomColumns, rulesOf, takesGuests } from '../access';
import { db } from '../db';
import { fail } from '../errors';
import { isOpen } from '../gate';
import type { Person } from '../person';

const load = async (roomId: string, ids: string[]) => {
  const userId = { in: ids };
  const personId = { in: ids };
  return await db().room.findUnique({
    where: { id: roomId },
    select: {
      ...roomColumns,
      hostId: true,
      tenantId: true,
      tenant: {
        select: {
          suspendedAt: true,
          deletedAt: true,
          memberships: { where: { userId }, select: { userId: true, role: true } },
        },
      },
      members: { where: { userId }, select: { userId: true, role: true } },
      rules: { where: { personId }, select: { personId: true, permission: true, isAllowed: true } },
      bars: { where: { personId }, select: { personId: true } },
    },
  });
};

/**
 * By what somebody may be in a room's call: by what they are or by its link; only by having been let in, as who came by
 * a link for guests; by nothing, as a colleague whom a room for the invited has not invited.
 */
type Footing = 'own' | 'admission' | 'none';

export interface Standing {
  role: RoomRole;
  rules: PersonRules;
  isBarred: boolean;
  footing: Footing;
}

/**
 * What some people are to a room, whoever asks, and the room; `isShut` where it is deleted, or nobody may be in it for
 * its tenant's sake. Fails NOT_FOUND where it is gone.
 */
export const findStandings = async (roomId: string, people: readonly Person[]) => {
  const loaded = (await load(roomId, [...new Set(people.map(({ id }) => id))])) ?? fail('NOT_FOUND');
  const { tenant, members, rules, bars, ...room } = loaded;
  /** The role that an account has of its own; `isOurs` where it is one of the tenant's people. */
  const accountOf = (userId: string): { role: RoomRole | null; isOurs: boolean } => {
    const mine = members.filter((member) => member.userId === userId);
    const membership = tenant.memberships.find((one) => one.userId === userId);
    if (!membership) return { role: mine[0]?.role ?? null, isOurs: false };
    const role = memberRole({ userId, tenantRole: membership.role }, { ...room, members: mine });
    return { role, isOurs: true };
  };
  const standingOf = (person: Person): Standing => {
    const { role, isOurs } = person.isGuest ? { role: null, isOurs: false } : accountOf(person.id);
    const asVisitor = takesGuests(room) ? 'own' : 'admission';
    return {
      role: role ?? 'guest',
      footing: role ? 'own' : isOurs ? 'none' : asVisitor,
      rules: rulesOf(rules.filter(({ personId }) => personId === person.id)),
      isBarred: bars.some(({ personId }) => personId === person.id),
    };
  };
  const isShut = room.deletedAt !== null || !isOpen(tenant);
  return { room, isShut, standingOf };
};
