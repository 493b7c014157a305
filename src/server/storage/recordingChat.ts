import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { keptFrom } from '../chat/messages';
import { db } from '../db';
import { fileSelect } from './files';

const PAGE_SIZE = 500;

const saidSelect = {
  id: true,
  position: true,
  authorName: true,
  body: true,
  createdAt: true,
  files: { where: { deletedAt: null }, select: fileSelect, orderBy: { id: 'asc' } },
} satisfies Prisma.MessageSelect;

interface Heard {
  recording: { startedAt: Date | null; endedAt: Date | null };
  room: { id: string; historyDays: number | null };
}

/**
 * A page of what was said to everyone while a recording ran, in order, each at its second of it: as far as the room
 * still keeps it, and nothing that was deleted.
 */
export const listRecordingChat = async ({ recording, room }: Heard, cursor: string | null | undefined) => {
  const { startedAt, endedAt } = recording;
  if (!startedAt) return { items: [], nextCursor: null };
  const kept = keptFrom(room.historyDays);
  const rows = await db().message.findMany({
    where: {
      roomId: room.id,
      recipientId: null,
      deletedAt: null,
      createdAt: {
        gte: kept && kept > startedAt ? kept : startedAt,
        ...(endedAt ? { lte: endedAt } : {}),
      },
      ...(cursor ? { position: { gt: cursor } } : {}),
    },
    select: saidSelect,
    orderBy: { position: 'asc' },
    take: PAGE_SIZE + 1,
  });
  const shown = rows.slice(0, PAGE_SIZE);
  const items = shown.map(({ id, authorName, body, createdAt, files }) => ({
    id,
    at: (createdAt.getTime() - startedAt.getTime()) / 1000,
    authorName,
    body,
    files,
  }));
  return { items, nextCursor: rows.length > shown.length ? (shown.at(-1)?.position ?? null) : null };
};
