import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { AccessedRoom, Insider } from '../access';
import { fail } from '../errors';
import { db } from '../db';
import { fileSelect } from '../storage/files';

const messageSelect = {
  id: true,
  position: true,
  authorId: true,
  authorIsGuest: true,
  authorName: true,
  recipientId: true,
  recipientIsGuest: true,
  recipientName: true,
  body: true,
  mentions: true,
  replyTo: { select: { id: true, position: true, authorName: true, body: true, deletedAt: true } },
  reactions: {
    select: { emoji: true, personId: true, personName: true },
    orderBy: [{ createdAt: 'asc' }, { personId: 'asc' }],
  },
  files: { where: { deletedAt: null }, select: fileSelect, orderBy: { id: 'asc' } },
  editedAt: true,
  deletedAt: true,
  createdAt: true,
  changedAt: true,
} satisfies Prisma.MessageSelect;

type MessageRow = Prisma.MessageGetPayload<{ select: typeof messageSelect }>;

/** A message as it travels: by the stream, in answers and between instances, so with its dates as ISO strings. */
const wireMessage = (row: MessageRow) => {
  const { replyTo } = row;
  return {
    ...row,
    replyTo: replyTo && {
      id: replyTo.id,
      position: replyTo.position,
      authorName: replyTo.authorName,
      body: replyTo.body,
      isDeleted: replyTo.deletedAt !== null,
    },
    files: row.files.map((file) => ({ ...file, createdAt: file.createdAt.toISOString() })),
    editedAt: row.editedAt?.toISOString() ?? null,
    deletedAt: row.deletedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
  };
};

export type StoredMessage = ReturnType<typeof wireMessage>;

const DAY = 24 * 3600 * 1000;

/** The time from which on a room still keeps what was said; null: from the beginning. */
export const keptFrom = (historyDays: number | null): Date | null =>
  historyDays === null ? null : new Date(Date.now() - historyDays * DAY);

/** The time from which on somebody may read: their admission's, and never what the room no longer keeps. */
const readableFrom = (room: AccessedRoom, insider: Insider): Date | null => {
  const kept = keptFrom(room.historyDays);
  return kept && insider.since ? (insider.since > kept ? insider.since : kept) : (kept ?? insider.since);
};

/** What of a room's messages somebody may read: a private one is its two people's alone, whatever their role. */
export const readableBy = (room: AccessedRoom, insider: Insider) => {
  const from = readableFrom(room, insider);
  return {
    roomId: room.id,
    ...(from ? { createdAt: { gte: from } } : {}),
    OR: [{ recipientId: null }, { recipientId: insider.id }, { authorId: insider.id }],
  } satisfies Prisma.MessageWhereInput;
};

/** Whether somebody may see a message of their room's that was just sent or changed. */
export const isReadableBy = (message: StoredMessage, insider: Insider) =>
  (message.recipientId === null || message.recipientId === insider.id || message.authorId === insider.id) &&
  (insider.since === null || Date.parse(message.createdAt) >= insider.since.getTime());

/** Messages that match, in their wire form. */
export const findMessages = async (query: {
  where: Prisma.MessageWhereInput;
  orderBy: Prisma.MessageOrderByWithRelationInput;
  take: number;
}): Promise<StoredMessage[]> =>
  (await db().message.findMany({ ...query, select: messageSelect })).map(wireMessage);

/** One message as it stands. Fails NOT_FOUND. */
export const getMessage = async (id: string): Promise<StoredMessage> =>
  wireMessage((await db().message.findUnique({ where: { id }, select: messageSelect })) ?? fail('NOT_FOUND'));
