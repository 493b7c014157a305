import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { canInRoom, canInTenant, type TenantRole } from '@/shared/permissions';
import { FILE_PAGE_SIZE, type FileSort, type listFilesInput } from '@/shared/storage';
import { type Insider, memberRole, type RoomAccess, visibleTo } from '../access';
import { readableBy } from '../chat/messages';
import { db } from '../db';
import { literally } from '../literally';
import type { Person } from '../person';
import { undoLimit } from '../undoLimit';
import { fileSelect } from './files';

type Input = z.output<typeof listFilesInput>;

const DAY = 24 * 3600 * 1000;

const ORDER: Record<FileSort, Prisma.FileOrderByWithRelationInput[]> = {
  newest: [{ id: 'desc' }],
  oldest: [{ id: 'asc' }],
  name: [{ name: 'asc' }, { id: 'desc' }],
  biggest: [{ size: 'desc' }, { id: 'desc' }],
};

const listedSelect = (userId: string) =>
  ({
    ...fileSelect,
    ownerId: true,
    ownerIsGuest: true,
    ownerName: true,
    deletedAt: true,
    room: {
      select: {
        id: true,
        name: true,
        hostId: true,
        entry: true,
        members: { where: { userId }, select: { role: true } },
      },
    },
  }) satisfies Prisma.FileSelect;

const matching = ({ search, kind, deleted }: Input): Prisma.FileWhereInput => ({
  state: 'stored',
  purpose: 'attachment',
  deletedAt: deleted ? { gt: undoLimit() } : null,
  ...(search ? { name: { contains: literally(search), mode: 'insensitive' } } : {}),
  ...(kind ? { kind } : {}),
});

type ListedRoom = Parameters<typeof memberRole>[1];

interface Asker extends Person {
  isHosting: (room: ListedRoom) => boolean;
  /** What of the deleted files they may bring back. */
  manageable: Prisma.FileWhereInput;
}

const page = async (asker: Asker, readable: Prisma.FileWhereInput, input: Input) => {
  const skip = input.cursor ?? 0;
  const rows = await db().file.findMany({
    where: { AND: [readable, matching(input), input.deleted ? asker.manageable : {}] },
    select: listedSelect(asker.id),
    orderBy: ORDER[input.sort],
    skip,
    take: FILE_PAGE_SIZE + 1,
  });
  const items = rows.slice(0, FILE_PAGE_SIZE).map(({ room, ownerIsGuest, ...file }) => {
    const isOwn = file.ownerId === asker.id && ownerIsGuest === asker.isGuest;
    const canManage = isOwn || (room !== null && asker.isHosting(room));
    return Object.assign(file, { room: room && { id: room.id, name: room.name }, canManage });
  });
  return { items, nextCursor: rows.length > items.length ? skip + items.length : null };
};

/** Files of messages that their rooms keep no longer, though clean-up has not come by yet. */
const outlived = async (tenantId: string): Promise<Prisma.FileWhereInput[]> => {
  const rooms = await db().room.findMany({
    where: { tenantId, historyDays: { not: null } },
    select: { historyDays: true },
    distinct: ['historyDays'],
  });
  return rooms.map(({ historyDays }) => ({
    room: { historyDays },
    message: { createdAt: { lt: new Date(Date.now() - (historyDays ?? 0) * DAY) } },
  }));
};

interface Lister {
  tenant: { id: string };
  tenantRole: TenantRole;
  userId: string;
}

/**
 * A page of the files in a tenant's rooms that the asker may see: those that a message shows, and of private ones
 * their own; or of the deleted ones, those that they may bring back.
 */
export const listFiles = async ({ tenant, tenantRole, userId }: Lister, input: Input) => {
  const hosted = [{ hostId: userId }, { members: { some: { userId, role: 'cohost' as const } } }];
  const asker: Asker = {
    id: userId,
    isGuest: false,
    isHosting: (room) => canInRoom(memberRole({ userId, tenantRole }, room) ?? 'guest', 'file:moderate'),
    manageable: canInTenant(tenantRole, 'file:manage')
      ? {}
      : { OR: [{ ownerId: userId, ownerIsGuest: false }, { room: { OR: hosted } }] },
  };
  const readable: Prisma.FileWhereInput = {
    tenantId: tenant.id,
    room: { deletedAt: null, ...visibleTo(userId, tenantRole) },
    message: {
      deletedAt: null,
      OR: [{ recipientId: null }, { recipientId: userId }, { authorId: userId }],
    },
    NOT: await outlived(tenant.id),
  };
  return await page(asker, readable, input);
};

/** The same of one room, for anybody in it. */
export const listRoomFiles = async (
  { room, role, insider }: RoomAccess & { insider: Insider },
  input: Input,
) => {
  const isHosting = canInRoom(role, 'file:moderate');
  const own = { ownerId: insider.id, ownerIsGuest: insider.isGuest };
  const asker: Asker = { ...insider, isHosting: () => isHosting, manageable: isHosting ? {} : own };
  const message = { ...readableBy(room, insider), deletedAt: null };
  return await page(asker, { roomId: room.id, message }, input);
};
