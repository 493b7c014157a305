import 'server-only';
import type { z } from 'zod';
import { type listMessagesInput, MESSAGE_PAGE_SIZE, type searchMessagesInput } from '@/shared/chat';
import { Prisma } from '@/generated/prisma/client';
import type { Insider, RoomAccess } from '../access';
import { db } from '../db';
import { findMessages, readableBy } from './messages';

type Reader = RoomAccess & { insider: Insider };

const take = MESSAGE_PAGE_SIZE + 1;

const older = async ({ room, insider }: Reader, before?: { lt: string } | { lte: string }) => {
  const found = await findMessages({
    where: { ...readableBy(room, insider), ...(before ? { position: before } : {}) },
    orderBy: { position: 'desc' },
    take,
  });
  return { items: found.slice(0, MESSAGE_PAGE_SIZE).toReversed(), hasMore: found.length === take };
};

const newer = async ({ room, insider }: Reader, after: string) => {
  const found = await findMessages({
    where: { ...readableBy(room, insider), position: { gt: after } },
    orderBy: { position: 'asc' },
    take,
  });
  return { items: found.slice(0, MESSAGE_PAGE_SIZE), hasMore: found.length === take };
};

/** A page of what one may read in a room, oldest first: the newest, or before, after or around a position. */
export const listMessages = async (
  reader: Reader,
  { before, after, around }: z.output<typeof listMessagesInput>,
) => {
  if (after) {
    const { items, hasMore } = await newer(reader, after);
    return { items, hasOlder: true, hasNewer: hasMore };
  }
  if (around) {
    const [past, future] = await Promise.all([older(reader, { lte: around }), newer(reader, around)]);
    return {
      items: [...past.items, ...future.items],
      hasOlder: past.hasMore,
      hasNewer: future.hasMore,
    };
  }
  const { items, hasMore } = await older(reader, before ? { lt: before } : undefined);
  return { items, hasOlder: hasMore, hasNewer: Boolean(before) };
};

const SEARCH_PAGE_SIZE = 30;

/**
 * A page of the messages that hold a piece of text, newest first, whatever its case or width (NFKC).
 * The index knows pairs of characters, so that it finds 会議 in 定例会議 (see the migration's `search_grams`).
 */
export const searchMessages = async (
  { room, insider }: Reader,
  { query, before }: z.output<typeof searchMessagesInput>,
) => {
  const { createdAt } = readableBy(room, insider);
  const since = createdAt ? Prisma.sql`AND "createdAt" >= ${createdAt.gte}` : Prisma.empty;
  const page = before ? Prisma.sql`AND position < ${before}::uuid` : Prisma.empty;
  const hits = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM "Message"
    WHERE "roomId" = ${room.id}::uuid
      AND search_grams(body) @> search_grams(${query})
      AND strpos(lower(normalize(body, NFKC)), lower(normalize(${query}, NFKC))) > 0
      AND ("recipientId" IS NULL OR "recipientId" = ${insider.id}::uuid OR "authorId" = ${insider.id}::uuid)
      ${since} ${page}
    ORDER BY position DESC
    LIMIT ${SEARCH_PAGE_SIZE + 1}`;
  const ids = hits.slice(0, SEARCH_PAGE_SIZE).map(({ id }) => id);
  const items = await findMessages({
    where: { id: { in: ids } },
    orderBy: { position: 'desc' },
    take: SEARCH_PAGE_SIZE,
  });
  const nextCursor = hits.length > ids.length ? (items.at(-1)?.position ?? null) : null;
  return { items, nextCursor };
};
