import 'server-only';
import type { z } from 'zod';
import type { searchMessagesInput } from '@/shared/chat';
import { Prisma } from '@/generated/prisma/client';
import type { Insider, RoomAccess } from '../access';
import { db } from '../db';
import { findMessages, readableBy } from './messages';

const PAGE_SIZE = 30;
/** Messages that are looked through one by one before the index is asked: a common word is among them often enough. */
const RECENT = 5_000;

type Search = z.output<typeof searchMessagesInput>;
type Searcher = RoomAccess & { insider: Insider };

/** The room's messages before the page, and those of them that one may read and that hold the text. */
const conditions = ({ room, insider }: Searcher, { query, before }: Search) => {
  const { createdAt } = readableBy(room, insider);
  const since = createdAt ? Prisma.sql`AND "createdAt" >= ${createdAt.gte}` : Prisma.empty;
  const page = before ? Prisma.sql`AND position < ${before}::uuid` : Prisma.empty;
  return {
    candidates: Prisma.sql`"roomId" = ${room.id}::uuid ${since} ${page}`,
    matches: Prisma.sql`strpos(lower(normalize(body, NFKC)), lower(normalize(${query}, NFKC))) > 0
      AND ("recipientId" IS NULL OR "recipientId" = ${insider.id}::uuid OR "authorId" = ${insider.id}::uuid)`,
  };
};

type Hit = { id: string };

const searchRecent = async (searcher: Searcher, search: Search): Promise<Hit[]> => {
  const { candidates, matches } = conditions(searcher, search);
  return await db().$queryRaw<Hit[]>`
    WITH recent AS MATERIALIZED (
      SELECT id, position, body, "recipientId", "authorId" FROM "Message"
      WHERE ${candidates} ORDER BY position DESC LIMIT ${RECENT}
    )
    SELECT id FROM recent WHERE ${matches} ORDER BY position DESC LIMIT ${PAGE_SIZE + 1}`;
};

/** Materialized, since the planner takes neighbouring pairs for independent and would walk the room for a rare word. */
const searchIndex = async (searcher: Searcher, search: Search): Promise<Hit[]> => {
  const { candidates, matches } = conditions(searcher, search);
  return await db().$queryRaw<Hit[]>`
    WITH indexed AS MATERIALIZED (
      SELECT id, position FROM "Message"
      WHERE ${candidates} AND search_grams(body) @> search_grams(${search.query}) AND ${matches}
    )
    SELECT id FROM indexed ORDER BY position DESC LIMIT ${PAGE_SIZE + 1}`;
};

/**
 * A page of the messages that hold a piece of text, newest first, whatever its case or width (NFKC).
 * The index knows pairs of characters, so that it finds 会議 in 定例会議 (see the migration's `search_grams`); a single
 * Latin letter is looked for among the last messages only.
 */
export const searchMessages = async (searcher: Searcher, search: Search) => {
  const recent = await searchRecent(searcher, search);
  const isEnough = recent.length > PAGE_SIZE || /^[\0-\x7f]$/.test(search.query);
  const hits = isEnough ? recent : await searchIndex(searcher, search);
  const ids = hits.slice(0, PAGE_SIZE).map(({ id }) => id);
  const items = await findMessages({
    where: { id: { in: ids } },
    orderBy: { position: 'desc' },
    take: PAGE_SIZE,
  });
  const nextCursor = hits.length > ids.length ? (items.at(-1)?.position ?? null) : null;
  return { items, nextCursor };
};
