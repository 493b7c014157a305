import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { TenantRole } from '@/shared/permissions';
import { guestOf, issueGuest, readGuest } from '../auth/guests';
import { actorOf, audit } from '../audit';
import type { Context } from '../context';
import { db, type Tx } from '../db';
import { fail } from '../errors';
import { publish } from '../events';
import { belongsTo, gateColumns, isHere, proveOpen } from '../gate';
import { isBarred } from './bars';
import { isLinkGood } from './isLinkGood';
import { roomLinkIdOf, tellPeople } from './roomLinks';

const NOBODY = '00000000-0000-0000-0000-000000000000';

const openedSelect = (userId: string) =>
  ({
    id: true,
    role: true,
    email: true,
    uses: true,
    maxUses: true,
    expiresAt: true,
    revokedAt: true,
    room: {
      select: {
        id: true,
        code: true,
        name: true,
        hostId: true,
        tenantId: true,
        members: { where: { userId }, select: { role: true } },
      },
    },
    tenant: {
      select: {
        name: true,
        logoId: true,
        ...gateColumns,
        memberships: { where: { userId }, select: { role: true } },
      },
    },
  }) satisfies Prisma.RoomLinkSelect;

type Opened = Prisma.RoomLinkGetPayload<{ select: ReturnType<typeof openedSelect> }>;

const userIdOf = ({ viewer }: Context) => (viewer.kind === 'user' ? viewer.userId : null);

/** The link that a token is of, whether it still opens anything or not. Fails NOT_FOUND, TENANT_SUSPENDED. */
const findLink = async (ctx: Context, token: string): Promise<Opened> => {
  const id = roomLinkIdOf(token) ?? fail('NOT_FOUND');
  const link = await db().roomLink.findFirst({
    where: { id, revokedAt: null, room: { deletedAt: null } },
    select: openedSelect(userIdOf(ctx) ?? NOBODY),
  });
  if (!link || !isHere(ctx.viewer, link.room.tenantId)) return fail('NOT_FOUND');
  proveOpen(link.tenant);
  return link;
};

const hostsAnyway = ({ room, tenant }: Opened, userId: string) => {
  const tenantRole: TenantRole | undefined = tenant.memberships[0]?.role;
  return room.hostId === userId || tenantRole === 'owner' || tenantRole === 'admin';
};

/** Whether somebody is already all that the link would make of them: then it is the way in, and uses nothing. */
const hasAll = async (ctx: Context, link: Opened): Promise<boolean> => {
  const userId = userIdOf(ctx);
  const own = link.room.members[0]?.role;
  if (userId !== null && hostsAnyway(link, userId)) return true;
  if (link.role !== 'guest') return own === 'cohost' || own === link.role;
  if (own || link.tenant.memberships.length > 0) return true;
  const guest = await guestOf(ctx, link.room.id);
  return guest?.linkId === link.id && (await isLinkGood(link.room.id, guest));
};

const isSpent = ({ uses, maxUses, expiresAt }: Opened) =>
  (maxUses !== null && uses >= maxUses) || (expiresAt !== null && expiresAt <= new Date());

/** Whom a link is for: the viewer, whoever signs in, or somebody else. */
type Fit = 'fits' | 'signIn' | 'otherAccount' | 'unverified';

const fitOf = async (ctx: Context, link: Opened): Promise<Fit> => {
  if (link.role === 'guest') return 'fits';
  const { viewer } = ctx;
  if (viewer.kind !== 'user') return 'signIn';
  // A session of another tenant's provider is good nowhere else.
  if (!belongsTo(viewer, link.room.tenantId)) return 'otherAccount';
  if (link.email === null) return 'fits';
  const user = await db().user.findUnique({
    where: { id: viewer.userId },
    select: { email: true, emailVerified: true },
  });
  if (user?.email !== link.email) return 'otherAccount';
  return user.emailVerified ? 'fits' : 'unverified';
};

/**
 * What a link is before it is used: where it leads, as what, and whether it fits the viewer; `code` where they have
 * all that it gives. Fails NOT_FOUND (unknown, revoked, used up, over), TENANT_SUSPENDED.
 */
export const peekRoomLink = async (ctx: Context, token: string) => {
  const link = await findLink(ctx, token);
  const isDone = await hasAll(ctx, link);
  if (!isDone && isSpent(link)) return fail('NOT_FOUND');
  const { name, logoId } = link.tenant;
  return {
    roomName: link.room.name,
    tenant: { name, logoId },
    role: link.role,
    fit: await fitOf(ctx, link),
    code: isDone ? link.room.code : null,
  };
};

/** Uses a link once more; of many at once as many as it holds get through. Fails LINK_INVALID. */
const spend = async (tx: Tx, id: string) => {
  const { count } = await tx.roomLink.updateMany({
    where: {
      id,
      revokedAt: null,
      AND: [
        { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
        { OR: [{ maxUses: null }, { uses: { lt: db().roomLink.fields.maxUses } }] },
      ],
    },
    data: { uses: { increment: 1 } },
  });
  if (count === 0) fail('LINK_INVALID');
};

/** Makes an account one of the room's people, or raises its role; false where another request has just done so. */
const addMember = async (tx: Tx, { room, role }: Opened, userId: string): Promise<boolean> => {
  if (role === 'guest') return false;
  const place = { roomId: room.id, userId };
  const added = await tx.roomMember.createMany({
    data: [{ ...place, tenantId: room.tenantId, role }],
    skipDuplicates: true,
  });
  if (added.count > 0) return true;
  if (role === 'participant') return false;
  const raised = await tx.roomMember.updateMany({ where: { ...place, role: { not: role } }, data: { role } });
  return raised.count > 0;
};

const redeemAsMember = async (ctx: Context, link: Opened) => {
  const fit = await fitOf(ctx, link);
  if (fit === 'signIn') return fail('UNAUTHENTICATED');
  if (fit !== 'fits') return fail('LINK_FOR_ANOTHER');
  const actor = await actorOf(ctx);
  const userId = actor.id ?? fail('UNAUTHENTICATED');
  const { room, role } = link;
  await db().$transaction(async (tx) => {
    if (!(await addMember(tx, link, userId))) return;
    await spend(tx, link.id);
    await audit(
      actor,
      {
        tenantId: room.tenantId,
        action: 'roomMember.add',
        target: { kind: 'person', id: userId, name: actor.name },
        detail: { room: room.name, role },
      },
      tx,
    );
  });
  await publish('room', room.id, { type: 'access' });
  await publish('tenant', room.tenantId, { type: 'changed', what: 'rooms' });
};

const redeemAsGuest = async (ctx: Context, link: Opened) => {
  const before = await readGuest(ctx.headers, link.room.id);
  await db().$transaction(async (tx) => await spend(tx, link.id));
  const { cookie } = await issueGuest(link.room.id, { linkId: link.id, before });
  ctx.resHeaders.append('set-cookie', cookie);
};

/**
 * Uses a link: an account becomes one of the room's people, never less than they were; whoever has one for guests is
 * known as invited by their cookie. Used again by the same person it uses nothing. Returns the room's code. Fails
 * NOT_FOUND, UNAUTHENTICATED, LINK_FOR_ANOTHER, LINK_INVALID (used up, over), BARRED, TENANT_SUSPENDED.
 */
export const redeemRoomLink = async (ctx: Context, token: string) => {
  const link = await findLink(ctx, token);
  const { room } = link;
  const userId = userIdOf(ctx);
  const guest = userId === null ? await readGuest(ctx.headers, room.id) : null;
  const guestPerson = guest && { id: guest.id, isGuest: true };
  const person = userId === null ? guestPerson : { id: userId, isGuest: false };
  if (await isBarred(room.id, person, ctx.address)) return fail('BARRED');
  if (!(await hasAll(ctx, link))) {
    await (link.role === 'guest' ? redeemAsGuest(ctx, link) : redeemAsMember(ctx, link));
    await tellPeople(room.id);
  }
  return { code: room.code };
};
