import 'server-only';
import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { type createRoomInput, type listRoomsInput, ROOM_PAGE_SIZE, updateRoomInput } from '@/shared/rooms';
import type { TenantRole } from '@/shared/permissions';
import {
  type AccessedRoom,
  memberRole,
  type RoomAccess,
  roomColumns,
  takesGuests,
  visibleTo,
} from '../access';
import { actorOf, type Asker, audit } from '../audit';
import { changesOf } from '../changesOf';
import { db } from '../db';
import { defined } from '../defined';
import { fail } from '../errors';
import { literally } from '../literally';
import { closeRoom } from '../livekit';
import { log } from '../log';
import { undoLimit } from '../undoLimit';
import { findRoomDefaults } from './roomDefaults';
import { endAdmissions } from './admissions';
import { applyRights } from './applyRights';
import { tellRoom, tellTenant } from './tellRoom';

const roomSelect = {
  ...roomColumns,
  host: { select: { id: true, name: true } },
} satisfies Prisma.RoomSelect;

const listedRoomSelect = (userId: string) =>
  ({
    ...roomSelect,
    hostId: true,
    members: { where: { userId }, select: { role: true } },
    meetings: { where: { endedAt: null }, select: { startedAt: true }, take: 1 },
  }) satisfies Prisma.RoomSelect;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const letters = (count: number) =>
  Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');
const newCode = () => `${letters(3)}-${letters(4)}-${letters(3)}`;

/** The columns that an input sets, and nothing else of it: a procedure's input has its ids as well. */
const columnsOf = (input: z.output<typeof updateRoomInput>) => defined(updateRoomInput.parse(input));

interface Lister {
  tenant: { id: string };
  tenantRole: TenantRole;
  userId: string;
}

/** A page of a tenant's rooms, newest first, each with the viewer's role and the start of a meeting that runs. */
export const listRooms = async (
  { tenant, tenantRole, userId }: Lister,
  input: z.output<typeof listRoomsInput>,
) => {
  const rows = await db().room.findMany({
    where: {
      tenantId: tenant.id,
      deletedAt: input.deleted ? { gt: undoLimit() } : null,
      ...visibleTo(userId, tenantRole),
      ...(input.search ? { name: { contains: literally(input.search), mode: 'insensitive' } } : {}),
      ...(input.cursor ? { id: { lt: input.cursor } } : {}),
    },
    select: listedRoomSelect(userId),
    orderBy: { id: 'desc' },
    take: ROOM_PAGE_SIZE + 1,
  });
  const items = rows.slice(0, ROOM_PAGE_SIZE).map(({ members, hostId, ...room }) => {
    const role = memberRole({ userId, tenantRole }, { ...room, hostId, members }) ?? fail('NOT_FOUND');
    return Object.assign(room, { role });
  });
  return { items, nextCursor: rows.length > items.length ? (items.at(-1)?.id ?? null) : null };
};

/** One room, with the viewer's role in it. */
export const getRoom = async ({ room, role, rules }: RoomAccess) => {
  const { tenantId: _tenantId, hostId, ...rest } = room;
  return { ...rest, hostId, role, rules };
};

type AskerInRoom = Asker & { room: AccessedRoom };

const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'room', id, name }) as const;

/** A new room of the tenant's, hosted by the person who opens it. */
export const createRoom = async (
  ctx: Asker & { tenant: { id: string }; userId: string },
  input: z.output<typeof createRoomInput>,
) => {
  const { tenant, userId: hostId } = ctx;
  const [actor, defaults] = await Promise.all([actorOf(ctx), findRoomDefaults(tenant.id)]);
  const room = await db().$transaction(async (tx) => {
    const made = await tx.room.create({
      data: {
        ...defaults,
        ...columnsOf(input),
        name: input.name,
        tenantId: tenant.id,
        hostId,
        code: newCode(),
      },
      select: roomSelect,
    });
    await audit(actor, { tenantId: tenant.id, action: 'room.create', target: targetOf(made) }, tx);
    return made;
  });
  await tellTenant(tenant.id);
  return room;
};

/** Changes a room's name and settings, those that are given. */
export const updateRoom = async (ctx: AskerInRoom, input: z.output<typeof updateRoomInput>) => {
  const { room } = ctx;
  const data = columnsOf(input);
  const changes = changesOf(room, data);
  const actor = await actorOf(ctx);
  const changed = await db().$transaction(async (tx) => {
    const updated = await tx.room.update({ where: { id: room.id }, data, select: roomSelect });
    const act = { tenantId: room.tenantId, action: 'room.edit', target: targetOf(updated) } as const;
    if (changes) await audit(actor, { ...act, detail: { changes } }, tx);
    return updated;
  });
  if (changed.entry !== room.entry && !takesGuests(changed)) await endAdmissions(room.id);
  await tellRoom(room);
  // The settings are saved all the same, and hold from the next join on.
  await applyRights(room.id).catch((error: unknown) =>
    log().error({ roomId: room.id, error }, 'not applied'),
  );
  return changed;
};

const setDeleted = async (ctx: AskerInRoom, deletedAt: Date | null) => {
  const { id, tenantId } = ctx.room;
  const actor = await actorOf(ctx);
  return await db().$transaction(async (tx) => {
    const room = await tx.room.update({ where: { id }, data: { deletedAt }, select: roomSelect });
    const action = deletedAt ? 'room.delete' : 'room.restore';
    await audit(actor, { tenantId, action, target: targetOf(room) }, tx);
    return room;
  });
};

/** Deletes a room, to be undone for thirty days; a call in it ends: where LiveKit is away now, as soon as it is back. */
export const removeRoom = async (ctx: AskerInRoom) => {
  const { room } = ctx;
  await setDeleted(ctx, new Date());
  await endAdmissions(room.id);
  await tellRoom(room);
  await closeRoom(room.id).catch((error: unknown) =>
    log().error({ roomId: room.id, error }, 'call not ended'),
  );
};

/** Takes a deletion back. Fails UNDO_EXPIRED after thirty days. */
export const restoreRoom = async (ctx: AskerInRoom) => {
  const { room } = ctx;
  if (!room.deletedAt || room.deletedAt < undoLimit()) return fail('UNDO_EXPIRED');
  const restored = await setDeleted(ctx, null);
  await tellTenant(room.tenantId);
  return restored;
};
