import 'server-only';
import type { PersonRules, RoomRole } from '@/shared/permissions';
import { memberRole, roomColumns, rulesOf, takesGuests } from '../access';
import { db } from '../db';
import { fail } from '../errors';
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
      tenant: { select: { memberships: { where: { userId }, select: { userId: true, role: true } } } },
      members: { where: { userId }, select: { userId: true, role: true } },
      rules: { where: { personId }, select: { personId: true, permission: true, isAllowed: true } },
      bars: { where: { personId }, select: { personId: true } },
    },
  });
};

interface Standing {
  role: RoomRole;
  rules: PersonRules;
  isBarred: boolean;
  /** An account that has nothing to do with a room that takes no guests: its tenant's person no more. */
  isStranger: boolean;
}

/** What some people are to a room, whoever asks, and the room. Fails NOT_FOUND where it is gone. */
export const findStandings = async (roomId: string, people: readonly Person[]) => {
  const loaded = (await load(roomId, [...new Set(people.map(({ id }) => id))])) ?? fail('NOT_FOUND');
  const { tenant, members, rules, bars, ...room } = loaded;
  const roleOf = ({ id, isGuest }: Person): RoomRole => {
    if (isGuest) return 'guest';
    const mine = members.filter(({ userId }) => userId === id);
    const membership = tenant.memberships.find(({ userId }) => userId === id);
    if (!membership) return mine[0]?.role ?? 'guest';
    return memberRole({ userId: id, tenantRole: membership.role }, { ...room, members: mine }) ?? 'guest';
  };
  const isStranger = ({ id, isGuest }: Person) =>
    !isGuest &&
    !takesGuests(room) &&
    ![...members, ...tenant.memberships].some(({ userId }) => userId === id);
  const standingOf = (person: Person): Standing => ({
    role: roleOf(person),
    isStranger: isStranger(person),
    rules: rulesOf(rules.filter(({ personId }) => personId === person.id)),
    isBarred: bars.some(({ personId }) => personId === person.id),
  });
  return { room, standingOf };
};
