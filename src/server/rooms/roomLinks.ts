import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { canInRoom, type RoomRole } from '@/shared/permissions';
import type { createLinkInput, inviteInput, LinkRole } from '@/shared/roomLinks';
import type { AccessedRoom, RoomAccess } from '../access';
import { type Actor, actorOf, audit } from '../audit';
import type { Context } from '../context';
import { db } from '../db';
import { fail } from '../errors';
import { publish } from '../events';
import { linkTokens } from '../linkTokens';
import { afterAnswer, sendMail } from '../mail';
import { mayInvite } from '../mayInvite';
import { originOfTenant } from '../origin';
import { withdrawAdmissionsBy } from './admissions';
import { withMedia } from './moderate';
import { putOut } from './removePerson';
import { findStandings } from './standings';

const DAY = 24 * 3600 * 1000;
/** Days that a mailed invitation is good for. */
const INVITED_DAYS = 14;
const LISTED_MAX = 200;

/** The secrets of links into rooms. */
const { tokenOf, idOf } = linkTokens('webmtg room links');
export const roomLinkIdOf = idOf;
const pathOf = (linkId: string) => `/i/${tokenOf(linkId)}`;

const linkSelect = {
  id: true,
  role: true,
  email: true,
  uses: true,
  maxUses: true,
  createdByName: true,
  createdAt: true,
  expiresAt: true,
} satisfies Prisma.RoomLinkSelect;

type Link = Prisma.RoomLinkGetPayload<{ select: typeof linkSelect }>;

/** Who may hand a role out: only those who may change roles make co-hosts. */
const mayGive = (role: RoomRole, given: LinkRole) => given !== 'cohost' || canInRoom(role, 'people:role');

/** A mailed link is its recipient's alone, and one that makes co-hosts is for those who may make them. */
const wireLink = (role: RoomRole, link: Link) => ({
  ...link,
  path: link.email === null && mayGive(role, link.role) ? pathOf(link.id) : null,
});

/** Has the pages of the room's people fetch them anew. */
export const tellPeople = async (roomId: string) => {
  await publish('room', roomId, { type: 'changed', what: 'people' });
};

/** The links into a room that nobody has revoked, newest first; `path` is null where it isn't the viewer's to pass on. */
export const listRoomLinks = async ({ room, role }: RoomAccess) => {
  const links = await db().roomLink.findMany({
    where: { roomId: room.id, revokedAt: null },
    select: linkSelect,
    orderBy: { id: 'desc' },
    take: LISTED_MAX,
  });
  return links.map((link) => wireLink(role, link));
};

interface NewLink {
  role: LinkRole;
  days: number | null;
  maxUses: number | null;
  email: string | null;
}

const insertLink = async (room: AccessedRoom, actor: Actor, { role, days, maxUses, email }: NewLink) => {
  const { id, tenantId, name } = room;
  return await db().$transaction(async (tx) => {
    const link = await tx.roomLink.create({
      data: {
        tenantId,
        roomId: id,
        role,
        maxUses,
        email,
        createdById: actor.id ?? fail('UNAUTHENTICATED'),
        createdByName: actor.name,
        expiresAt: days === null ? null : new Date(Date.now() + days * DAY),
      },
      select: linkSelect,
    });
    await audit(
      actor,
      {
        tenantId,
        action: email === null ? 'roomLink.create' : 'roomMember.invite',
        target: { kind: 'link', id: link.id, name: email ?? name },
        detail: { room: name, role },
      },
      tx,
    );
    return link;
  });
};

/** A new link into a room. Fails FORBIDDEN where it would make co-hosts and its maker may not. */
export const createRoomLink = async (ctx: Context & RoomAccess, input: z.output<typeof createLinkInput>) => {
  if (!mayGive(ctx.role, input.role)) return fail('FORBIDDEN');
  const link = await insertLink(ctx.room, await actorOf(ctx), { ...input, email: null });
  await tellPeople(ctx.room.id);
  return wireLink(ctx.role, link);
};

/** Has the guests who came by a link stand at the door like anybody else. Where that is open they stay. */
const showOutBy = async ({ id: roomId, entry }: AccessedRoom, linkId: string) => {
  if (entry === 'open') return await publish('room', roomId, { type: 'access' });
  const people = await withdrawAdmissionsBy(roomId, linkId);
  const { standingOf } = await findStandings(roomId, people);
  const guests = people.filter((person) => standingOf(person).role === 'guest');
  await withMedia(roomId, async () => await putOut(roomId, guests));
};

/**
 * Ends a link, and what guests have by it. One that is gone is no error. Fails MEDIA_UNAVAILABLE where those who are in
 * the call could not be put out of it: it ends all the same.
 */
export const revokeRoomLink = async (ctx: Context & RoomAccess, linkId: string) => {
  const { id: roomId, tenantId, name } = ctx.room;
  const revoked = await db().roomLink.updateMany({
    where: { id: linkId, roomId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (revoked.count === 0) return;
  await audit(await actorOf(ctx), {
    tenantId,
    action: 'roomLink.revoke',
    target: { kind: 'link', id: linkId, name },
  });
  await tellPeople(roomId);
  await showOutBy(ctx.room, linkId);
};

/**
 * Mails a link of one use to each address, in the language of the tenant; returns what became of each. Fails FORBIDDEN
 * as `createRoomLink` does.
 */
export const inviteToRoom = async (
  ctx: Context & RoomAccess,
  { emails, role }: z.output<typeof inviteInput>,
) => {
  if (!mayGive(ctx.role, role)) return fail('FORBIDDEN');
  const { room } = ctx;
  const actor = await actorOf(ctx);
  const { locale } = await db().tenant.findUniqueOrThrow({
    where: { id: room.tenantId },
    select: { locale: true },
  });
  const origin = await originOfTenant({ id: room.tenantId });
  const inviteOne = async (email: string) => {
    if (!(await mayInvite(actor.id ?? '', email))) return 'tooMany' as const;
    const { id } = await insertLink(room, actor, { role, email, days: INVITED_DAYS, maxUses: 1 });
    const values = { inviter: actor.name, room: room.name, tenant: room.tenant.name };
    afterAnswer(
      async () =>
        await sendMail({ email, name: email, locale }, 'roomInvitation', `${origin}${pathOf(id)}`, values),
    );
    return 'invited' as const;
  };
  const results: { email: string; outcome: 'invited' | 'tooMany' }[] = [];
  for (const email of new Set(emails)) results.push({ email, outcome: await inviteOne(email) });
  await tellPeople(room.id);
  return results;
};
