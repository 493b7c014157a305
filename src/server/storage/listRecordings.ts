import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { canInRoom, type TenantRole } from '@/shared/permissions';
import { type listRecordingsInput, RECORDING_PAGE_SIZE, type RecordingSort } from '@/shared/recordings';
import { type Insider, memberRole, type RoomAccess, visibleTo } from '../access';
import { db } from '../db';
import { literally } from '../literally';
import { undoLimit } from '../undoLimit';
import { recordingItem, recordingSelect } from './recordings';
import { findWhoWasThere } from './whoWasThere';

type Input = z.output<typeof listRecordingsInput>;

const listedSelect = (userId: string) =>
  ({
    ...recordingSelect,
    room: {
      select: {
        id: true,
        name: true,
        hostId: true,
        entry: true,
        members: { where: { userId }, select: { role: true } },
      },
    },
  }) satisfies Prisma.RecordingSelect;

type ListedRoom = Parameters<typeof memberRole>[1];

interface Asker {
  id: string;
  isHosting: (room: ListedRoom) => boolean;
  /** What of the deleted ones they may bring back. */
  manageable: Prisma.RecordingWhereInput;
}

const ORDER = {
  newest: [{ id: 'desc' }],
  oldest: [{ id: 'asc' }],
  longest: [{ duration: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
} satisfies Record<Exclude<RecordingSort, 'biggest'>, Prisma.RecordingOrderByWithRelationInput[]>;

const matching = ({ search, deleted }: Input): Prisma.RecordingWhereInput => ({
  deletedAt: deleted ? { gt: undoLimit() } : null,
  ...(search ? { name: { contains: literally(search), mode: 'insensitive' } } : {}),
});

const original = { rendition: 'original', state: 'stored' } as const;

interface Slice {
  skip: number;
  take: number;
}

/** Ids by the size of the original, of which only its file knows; those without one come last. */
const biggest = async (where: Prisma.RecordingWhereInput, { skip, take }: Slice) => {
  const sized: Prisma.FileWhereInput = { ...original, recording: where };
  const files = await db().file.findMany({
    where: sized,
    select: { id: true },
    orderBy: [{ size: 'desc' }, { id: 'desc' }],
    skip,
    take,
  });
  if (files.length === take) return files.map(({ id }) => id);
  const unsized = await db().recording.findMany({
    where: { AND: [where, { files: { none: original } }] },
    select: { id: true },
    orderBy: { id: 'desc' },
    skip: Math.max(0, skip - (await db().file.count({ where: sized }))),
    take: take - files.length,
  });
  return [...files, ...unsized].map(({ id }) => id);
};

const sorted = async (
  where: Prisma.RecordingWhereInput,
  { asker, sort, skip, take }: Slice & { asker: Asker; sort: RecordingSort },
) => {
  const select = listedSelect(asker.id);
  if (sort !== 'biggest')
    return await db().recording.findMany({ where, select, orderBy: ORDER[sort], skip, take });
  const ids = await biggest(where, { skip, take });
  const rows = await db().recording.findMany({ where: { id: { in: ids } }, select });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

const page = async (asker: Asker, place: Prisma.RecordingWhereInput, input: Input) => {
  const skip = input.cursor ?? 0;
  const where = { AND: [place, matching(input), input.deleted ? asker.manageable : {}] };
  const found = await sorted(where, { asker, sort: input.sort, skip, take: RECORDING_PAGE_SIZE + 1 });
  const rows = found.slice(0, RECORDING_PAGE_SIZE);
  const people = await findWhoWasThere(rows);
  const items = rows.map(({ room, ...row }, index) =>
    Object.assign(recordingItem(row, people[index] ?? []), {
      room: { id: room.id, name: room.name },
      canManage: asker.isHosting(room),
    }),
  );
  return { items, nextCursor: found.length > items.length ? skip + items.length : null };
};

interface Lister {
  tenant: { id: string };
  tenantRole: TenantRole;
  userId: string;
}

/** A page of the recordings in a tenant's rooms, or of the deleted ones, those that the asker may bring back. */
export const listRecordings = async ({ tenant, tenantRole, userId }: Lister, input: Input) => {
  const asker: Asker = {
    id: userId,
    isHosting: (room) => canInRoom(memberRole({ userId, tenantRole }, room) ?? 'guest', 'recording:manage'),
    manageable:
      tenantRole === 'member'
        ? { room: { OR: [{ hostId: userId }, { members: { some: { userId, role: 'cohost' } } }] } }
        : {},
  };
  return await page(
    asker,
    { tenantId: tenant.id, room: { deletedAt: null, ...visibleTo(userId, tenantRole) } },
    input,
  );
};

/** The same of one room. */
export const listRoomRecordings = async (
  { room, role, insider }: RoomAccess & { insider: Insider },
  input: Input,
) => {
  const isHosting = canInRoom(role, 'recording:manage');
  const asker: Asker = {
    id: insider.id,
    isHosting: () => isHosting,
    // Nobody's room: the others of it may bring nothing back.
    manageable: isHosting ? {} : { id: { in: [] } },
  };
  return await page(asker, { roomId: room.id }, input);
};
