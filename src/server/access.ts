import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import {
  canInRoom,
  canInTenant,
  type RoomPermission,
  type RoomRole,
  type TenantPermission,
  type TenantRole,
} from '@/shared/permissions';
import { readGuest } from './auth/guests';
import type { Context, Viewer } from './context';
import { db } from './db';
import { fail } from './errors';
import type { Person } from './person';
import { readAdmission } from './rooms/admissions';

const tenantSelect = { id: true, slug: true, name: true } satisfies Prisma.TenantSelect;

export type TenantAccess = { tenant: { id: string; slug: string; name: string }; role: TenantRole };

/**
 * The tenant at `slug` and the viewer's role in it. Fails UNAUTHENTICATED, NOT_FOUND (no such tenant, or not
 * the viewer's), FORBIDDEN.
 */
export const findTenantAccess = async (
  viewer: Viewer,
  slug: string,
  permission: TenantPermission,
): Promise<TenantAccess> => {
  if (viewer.kind !== 'user') return fail('UNAUTHENTICATED');
  const membership = await db().membership.findFirst({
    where: { userId: viewer.userId, tenant: { slug } },
    select: { role: true, tenant: { select: tenantSelect } },
  });
  if (!membership) return fail('NOT_FOUND');
  if (!canInTenant(membership.role, permission)) return fail('FORBIDDEN');
  return membership;
};

/** A room's own columns: its link and its settings. */
export const roomColumns = {
  id: true,
  code: true,
  name: true,
  guestsAllowed: true,
  screenBy: true,
  speakBy: true,
  mutedOnEntry: true,
  maxParticipants: true,
  chatBy: true,
  historyDays: true,
  filesBy: true,
  fileKinds: true,
  maxFileMB: true,
  recordsItself: true,
  deletedAt: true,
  createdAt: true,
} satisfies Prisma.RoomSelect;

const roomSelect = (userId: string) =>
  ({
    ...roomColumns,
    tenantId: true,
    hostId: true,
    tenant: {
      select: {
        slug: true,
        name: true,
        logoId: true,
        memberships: { where: { userId }, select: { role: true } },
      },
    },
    members: { where: { userId }, select: { role: true } },
  }) satisfies Prisma.RoomSelect;

type LoadedRoom = Prisma.RoomGetPayload<{ select: ReturnType<typeof roomSelect> }>;
export type AccessedRoom = Omit<LoadedRoom, 'members' | 'tenant'> & {
  tenant: { slug: string; name: string; logoId: string | null };
};

/** Somebody who is in the room rather than at its door. */
export interface Insider extends Person {
  /** The time from which on they may read what is said; null: from the beginning. */
  since: Date | null;
}

/** `insider` is null at the door: for a guest who may only ask to come in. */
export type RoomAccess = { room: AccessedRoom; role: RoomRole; insider: Insider | null };

/** Nobody's id: what the anonymous are looked up by. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The role of one of the tenant's people in a room: owners and admins host them all. */
export const memberRole = (
  person: { userId: string; tenantRole: TenantRole },
  room: { hostId: string; members: { role: RoomRole }[] },
): RoomRole => {
  if (room.hostId === person.userId || person.tenantRole !== 'member') return 'host';
  return room.members[0]?.role ?? 'participant';
};

const roleIn = (room: LoadedRoom, viewer: Viewer): RoomRole | null => {
  const membership = room.tenant.memberships[0];
  if (viewer.kind === 'user' && membership)
    return memberRole({ userId: viewer.userId, tenantRole: membership.role }, room);
  return room.guestsAllowed ? 'guest' : null;
};

const loadRoom = async (viewer: Viewer, where: Prisma.RoomWhereInput) => {
  const userId = viewer.kind === 'user' ? viewer.userId : NOBODY;
  const loaded = await db().room.findFirst({ where, select: roomSelect(userId) });
  if (!loaded) return null;
  const { members: _members, tenant, ...room } = loaded;
  const role = roleIn(loaded, viewer);
  const { memberships: _memberships, ...named } = tenant;
  return { room: { ...room, tenant: named }, role };
};

export type Visitor = Pick<Context, 'viewer' | 'headers'>;

/** Who is asking, as a guest of the room: the account, or the guest that the room's cookie names. */
const guestOf = async ({ viewer, headers }: Visitor, roomId: string): Promise<Person | null> => {
  if (viewer.kind === 'user') return { id: viewer.userId, isGuest: false };
  const guest = await readGuest(headers, roomId);
  return guest && { id: guest.id, isGuest: true };
};

const insiderOf = async (visitor: Visitor, room: AccessedRoom, role: RoomRole): Promise<Insider | null> => {
  const { viewer } = visitor;
  if (role !== 'guest' && viewer.kind === 'user') return { id: viewer.userId, isGuest: false, since: null };
  const person = await guestOf(visitor, room.id);
  const admission = person && (await readAdmission(room.id, person));
  return admission && { ...person, since: admission.since };
};

/**
 * The room and the viewer's role in it. Who isn't of the room's tenant gets NOT_FOUND for all that the link
 * alone does not give, and for the rest of it until they were let in; fails FORBIDDEN for the tenant's own people.
 */
export const findRoomAccess = async (
  visitor: Visitor,
  roomId: string,
  permission: RoomPermission,
  state: 'live' | 'deleted' = 'live',
): Promise<RoomAccess> => {
  const deletedAt = state === 'live' ? null : { not: null };
  const found = await loadRoom(visitor.viewer, { id: roomId, deletedAt });
  if (!found?.role) return fail('NOT_FOUND');
  const { room, role } = found;
  if (!canInRoom(role, permission)) return fail(role === 'guest' ? 'NOT_FOUND' : 'FORBIDDEN');
  if (role === 'guest' && permission === 'room:join') return { room, role, insider: null };
  const insider = (await insiderOf(visitor, room, role)) ?? fail('NOT_FOUND');
  return { room, role, insider };
};

/** The room behind a link's code and the viewer's role, which is null where the room takes no guests. Fails NOT_FOUND. */
export const findRoomByCode = async (viewer: Viewer, code: string) =>
  (await loadRoom(viewer, { code, deletedAt: null })) ?? fail('NOT_FOUND');
