import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import {
  canInRoom,
  canInTenant,
  isAdjustable,
  isHosting,
  mayNow,
  type PersonRules,
  type RoomPermission,
  type RoomRole,
  type TenantPermission,
  type TenantRole,
} from '@/shared/permissions';
import { guestOf } from './auth/guests';
import type { Context, Viewer } from './context';
import { db } from './db';
import { fail } from './errors';
import { belongsTo, gateColumns, onlyHere, proveGate, proveOpen } from './gate';
import type { Person } from './person';
import { readAdmission } from './rooms/admissions';
import { isLinkGood } from './rooms/isLinkGood';

export type TenantAccess = {
  tenant: { id: string; slug: string; name: string; roomsBy: TenantRole };
  role: TenantRole;
};

/** What a tenant lets its people do, beyond the table: opening rooms can be kept to a role. */
export const mayInTenant = (role: TenantRole, permission: TenantPermission, roomsBy: TenantRole) =>
  canInTenant(role, permission) &&
  (permission !== 'room:create' || roomsBy === 'member' || role === 'owner' || role === roomsBy);

/**
 * The tenant at `slug` and the viewer's role in it. Fails UNAUTHENTICATED, NOT_FOUND (no such tenant, or not
 * the viewer's), TENANT_SUSPENDED, PROVIDER_REQUIRED, TWO_STEPS_REQUIRED, FORBIDDEN.
 */
export const findTenantAccess = async (
  viewer: Viewer,
  slug: string,
  permission: TenantPermission,
): Promise<TenantAccess> => {
  if (viewer.kind !== 'user') return fail('UNAUTHENTICATED');
  const membership = await db().membership.findFirst({
    where: { userId: viewer.userId, tenant: { slug } },
    select: { role: true, tenant: { select: { slug: true, name: true, roomsBy: true, ...gateColumns } } },
  });
  if (!membership || !belongsTo(viewer, membership.tenant.id)) return fail('NOT_FOUND');
  const { role, tenant } = membership;
  proveGate(viewer, tenant, role);
  if (!mayInTenant(role, permission, tenant.roomsBy)) return fail('FORBIDDEN');
  return { role, tenant: { id: tenant.id, slug: tenant.slug, name: tenant.name, roomsBy: tenant.roomsBy } };
};

/** A room's own columns: its link and its settings. */
export const roomColumns = {
  id: true,
  code: true,
  name: true,
  entry: true,
  waitsForHost: true,
  endsWithHost: true,
  lockedAt: true,
  speakBy: true,
  videoBy: true,
  screenBy: true,
  recordBy: true,
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

/** Nobody's id: what the anonymous are looked up by. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A room with all that says what somebody is to it. */
export const roomSelect = (userId: string, personId: string) =>
  ({
    ...roomColumns,
    tenantId: true,
    hostId: true,
    tenant: {
      select: {
        slug: true,
        name: true,
        logoId: true,
        colour: true,
        ...gateColumns,
        memberships: { where: { userId }, select: { role: true } },
      },
    },
    members: { where: { userId }, select: { role: true } },
    rules: { where: { personId }, select: { permission: true, isAllowed: true } },
    bars: { where: { personId }, select: { id: true } },
  }) satisfies Prisma.RoomSelect;

type LoadedRoom = Prisma.RoomGetPayload<{ select: ReturnType<typeof roomSelect> }>;
export type AccessedRoom = Omit<LoadedRoom, 'members' | 'tenant' | 'rules' | 'bars'> & {
  tenant: { slug: string; name: string; logoId: string | null; colour: string | null };
};

/** Somebody who is in the room rather than at its door. */
export interface Insider extends Person {
  /** The time from which on they may read what is said; null: from the beginning. */
  since: Date | null;
}

/** Who somebody is to a room. */
export interface RoomStanding {
  room: AccessedRoom;
  role: RoomRole;
  /** What its hosts have given or taken from this person. */
  rules: PersonRules;
  /** Whether they came by a link for guests that still holds. */
  isInvited: boolean;
  /** Whether this very account or guest is kept out; who hosts isn't. */
  isBarred: boolean;
}

/** `insider` is null at the door: for a guest who may only ask to come in. */
export type RoomAccess = RoomStanding & { insider: Insider | null };

/** The role of one of the tenant's people in a room: owners and admins host them all. Null where only the invited see it. */
export const memberRole = (
  person: { userId: string; tenantRole: TenantRole },
  room: { hostId: string; entry: LoadedRoom['entry']; members: { role: RoomRole }[] },
): RoomRole | null => {
  if (room.hostId === person.userId || person.tenantRole !== 'member') return 'host';
  return room.members[0]?.role ?? (room.entry === 'invited' ? null : 'participant');
};

/** The tenant's rooms that somebody with this role in it sees. */
export const visibleTo = (userId: string, tenantRole: TenantRole): Prisma.RoomWhereInput =>
  tenantRole === 'member'
    ? { OR: [{ entry: { not: 'invited' } }, { hostId: userId }, { members: { some: { userId } } }] }
    : {};

/** Whether a room lets in who has nothing but its link. */
export const takesGuests = ({ entry }: Pick<LoadedRoom, 'entry'>) =>
  entry !== 'members' && entry !== 'invited';

const roleIn = (room: LoadedRoom, viewer: Viewer, isInvited: boolean): RoomRole | null => {
  const membership = room.tenant.memberships[0];
  if (viewer.kind === 'user' && belongsTo(viewer, room.tenantId)) {
    if (membership) {
      proveGate(viewer, room.tenant, membership.role);
      return memberRole({ userId: viewer.userId, tenantRole: membership.role }, room);
    }
    // Invited from outside of the tenant.
    const invited = room.members[0]?.role;
    if (invited && viewer.tenantId === null) {
      proveOpen(room.tenant);
      return invited;
    }
  }
  if (!takesGuests(room) && !isInvited) return null;
  proveOpen(room.tenant);
  return 'guest';
};

export const rulesOf = (rows: LoadedRoom['rules']): PersonRules =>
  Object.fromEntries(
    rows.flatMap(({ permission, isAllowed }) => (isAdjustable(permission) ? [[permission, isAllowed]] : [])),
  );

export type Visitor = Pick<Context, 'viewer' | 'headers'>;

const loadRoom = async ({ viewer }: Visitor, where: Prisma.RoomWhereInput, person: { id: string } | null) => {
  const userId = viewer.kind === 'user' ? viewer.userId : NOBODY;
  const select = roomSelect(userId, person?.id ?? NOBODY);
  return await db().room.findFirst({ where: { AND: [where, onlyHere(viewer)] }, select });
};

const named = ({
  members: _members,
  rules: _rules,
  bars: _bars,
  tenant,
  ...room
}: LoadedRoom): AccessedRoom => ({
  ...room,
  tenant: { slug: tenant.slug, name: tenant.name, logoId: tenant.logoId, colour: tenant.colour },
});

const standingIn = async (visitor: Visitor, loaded: LoadedRoom): Promise<RoomStanding | null> => {
  const person = await guestOf(visitor, loaded.id);
  const isInvited = person !== null && (await isLinkGood(loaded.id, person));
  const role = roleIn(loaded, visitor.viewer, isInvited);
  if (!role) return null;
  const isBarred = loaded.bars.length > 0 && !isHosting(role);
  return { room: named(loaded), role, rules: rulesOf(loaded.rules), isInvited, isBarred };
};

const insiderOf = async (visitor: Visitor, { room, role }: RoomStanding): Promise<Insider | null> => {
  const { viewer } = visitor;
  if (role !== 'guest' && viewer.kind === 'user') return { id: viewer.userId, isGuest: false, since: null };
  const person = await guestOf(visitor, room.id);
  if (!person) return null;
  const admission = await readAdmission(room.id, person);
  // Who was one of the tenant's people when they came in, and is no more, was not let in as a guest.
  return admission?.isOutsider ? { id: person.id, isGuest: person.isGuest, since: admission.since } : null;
};

/**
 * The room and the viewer's role in it. Who isn't of the room's tenant gets NOT_FOUND for all that the link
 * alone does not give, and for the rest of it until they were let in; fails FORBIDDEN for the tenant's own people,
 * and for what the room's hosts keep from them, and BARRED. Also fails as `findTenantAccess` does.
 */
export const findRoomAccess = async (
  visitor: Visitor,
  roomId: string,
  permission: RoomPermission,
  state: 'live' | 'deleted' = 'live',
): Promise<RoomAccess> => {
  const deletedAt = state === 'live' ? null : { not: null };
  const person = await guestOf(visitor, roomId);
  const loaded = await loadRoom(visitor, { id: roomId, deletedAt }, person);
  const standing = loaded && (await standingIn(visitor, loaded));
  if (!standing) return fail('NOT_FOUND');
  const { room, role, rules, isBarred } = standing;
  if (!canInRoom(role, permission)) return fail(role === 'guest' ? 'NOT_FOUND' : 'FORBIDDEN');
  if (isBarred) fail('BARRED');
  if (role === 'guest' && permission === 'room:join') return { ...standing, insider: null };
  const insider = (await insiderOf(visitor, standing)) ?? fail('NOT_FOUND');
  if (isAdjustable(permission) && !mayNow(permission, { role, settings: room, rules })) fail('FORBIDDEN');
  return { ...standing, insider };
};

/** The room behind a link's code and what the viewer is to it, or null where it takes no guests. Fails NOT_FOUND, TENANT_SUSPENDED. */
export const findRoomByCode = async (visitor: Visitor, code: string): Promise<RoomStanding | null> => {
  const account = visitor.viewer.kind === 'user' ? { id: visitor.viewer.userId } : null;
  const loaded = (await loadRoom(visitor, { code, deletedAt: null }, account)) ?? fail('NOT_FOUND');
  proveOpen(loaded.tenant);
  // Only the room's id tells which cookie names the guest.
  const guest = account ? null : await guestOf(visitor, loaded.id);
  const known = guest && (await loadRoom(visitor, { id: loaded.id, deletedAt: null }, guest));
  return await standingIn(visitor, known ?? loaded);
};
