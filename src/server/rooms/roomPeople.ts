import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { isHosting } from '@/shared/permissions';
import type { setRoomRoleInput } from '@/shared/roomLinks';
import type { RoomAccess } from '../access';
import { actorOf, audit } from '../audit';
import { changesOf } from '../changesOf';
import type { Context } from '../context';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';
import { withdrawAdmission } from './admissions';
import { followRole } from './followRole';
import { tellPeople } from './roomLinks';

const memberSelect = (tenantId: string) =>
  ({
    role: true,
    user: {
      select: {
        id: true,
        name: true,
        email: true,
        avatarId: true,
        memberships: { where: { tenantId }, select: { role: true } },
      },
    },
  }) satisfies Prisma.RoomMemberSelect;

/**
 * Who has a role in a room: its host, and those who were given one. The tenant's owners and admins host every room and
 * are not listed. `email` is for those who host; `isOutsider` tells who is not of the tenant.
 */
export const listRoomPeople = async ({ room, role }: RoomAccess) => {
  const [host, members] = await Promise.all([
    db().user.findUnique({ where: { id: room.hostId }, select: { id: true, name: true, avatarId: true } }),
    db().roomMember.findMany({
      where: { roomId: room.id },
      select: memberSelect(room.tenantId),
      orderBy: { user: { name: 'asc' } },
    }),
  ]);
  const people = members
    .filter(({ user }) => user.id !== room.hostId)
    .map(({ role: has, user: { id, name, email, avatarId, memberships } }) => ({
      id,
      name,
      avatarId,
      role: has,
      email: isHosting(role) ? email : null,
      isOutsider: memberships.length === 0,
    }));
  return { host, people };
};

const findMember = async (roomId: string, userId: string) =>
  (await db().roomMember.findUnique({
    where: { roomId_userId: { roomId, userId } },
    select: { role: true, user: { select: { name: true } } },
  })) ?? fail('NOT_FOUND');

/** Gives one of a room's people another role, in a call as well. Fails NOT_FOUND, MEDIA_UNAVAILABLE. */
export const setRoomRole = async (
  ctx: Context & RoomAccess,
  { userId, role }: z.output<typeof setRoomRoleInput>,
) => {
  const { room } = ctx;
  const before = await findMember(room.id, userId);
  const place = { roomId: room.id, userId };
  const changed = await db().roomMember.updateMany({ where: place, data: { role } });
  if (changed.count === 0) return fail('NOT_FOUND');
  await audit(await actorOf(ctx), {
    tenantId: room.tenantId,
    action: 'roomMember.edit',
    target: { kind: 'person', id: userId, name: before.user.name },
    detail: { room: room.name, changes: changesOf({ role: before.role }, { role }) },
  });
  await followRole(room);
};

/** Takes somebody's role in a room away; what the tenant or the link gives them they keep. Fails NOT_FOUND, MEDIA_UNAVAILABLE. */
export const removeRoomPerson = async (ctx: Context & RoomAccess, userId: string) => {
  const { room } = ctx;
  const { role, user } = await findMember(room.id, userId);
  const removed = await db().roomMember.deleteMany({ where: { roomId: room.id, userId } });
  if (removed.count === 0) return fail('NOT_FOUND');
  await withdrawAdmission(room.id, { id: userId, isGuest: false });
  await audit(await actorOf(ctx), {
    tenantId: room.tenantId,
    action: 'roomMember.remove',
    target: { kind: 'person', id: userId, name: user.name },
    detail: { room: room.name, role },
  });
  // It puts them out where the room is not there for them any more.
  await followRole(room);
};

/** Who may not come into a room, the newest first. */
export const listBars = async (roomId: string) =>
  await db().roomBar.findMany({
    where: { roomId },
    select: { id: true, name: true, isGuest: true, isForGood: true, barredByName: true, createdAt: true },
    orderBy: { id: 'desc' },
  });

/** Lets somebody ask again; who was let back already is no error. */
export const liftBar = async (ctx: Context & RoomAccess, barId: string) => {
  const { room } = ctx;
  const bar = await db().roomBar.findFirst({
    where: { id: barId, roomId: room.id },
    select: { personId: true, name: true },
  });
  if (!bar) return;
  await db().roomBar.deleteMany({ where: { id: barId } });
  await audit(await actorOf(ctx), {
    tenantId: room.tenantId,
    action: 'roomBar.lift',
    target: { kind: 'person', id: bar.personId, name: bar.name },
    detail: { room: room.name },
  });
  await publish('room', room.id, { type: 'door', who: null });
  await tellPeople(room.id);
};
