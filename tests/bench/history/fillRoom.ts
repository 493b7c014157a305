import type { PrismaClient } from '../../../src/generated/prisma/client.ts';

interface Place {
  tenantId: string;
  roomId: string;
  authorId: string;
  authorName: string;
}

const PARTS = [
  ...'the of and to a in is you that it he was for on are as with his they at'.split(' '),
  ...'meeting budget quarterly review please send file tomorrow room agenda minutes release server'.split(
    ' ',
  ),
  ...'会議 です ます 予算 予算案 確認 資料 明日 お願い 共有 よろしく 次回 議事録 承認 延期 開始 録画 部屋'.split(
    ' ',
  ),
];

/** Writes messages of a few words each, commoner and rarer ones, in both languages, and one of a kind in every 500. */
export const fillRoom = async (db: PrismaClient, place: Place, count: number) => {
  const words = JSON.stringify(PARTS);
  // The bench has the database to itself: an index that is built at the end is built in a third of the time.
  if (count > 10_000) await db.$executeRawUnsafe('DROP INDEX "Message_search"');
  await db.$executeRaw`
    WITH words AS (SELECT array_agg(word) AS list FROM jsonb_array_elements_text(${words}::jsonb) AS word)
    INSERT INTO "Message" (id, "tenantId", "roomId", "authorId", "authorIsGuest", "authorName", body)
    SELECT uuidv7(), ${place.tenantId}::uuid, ${place.roomId}::uuid, ${place.authorId}::uuid, false, ${place.authorName},
      (SELECT string_agg(list[1 + floor(power(random(), 2) * cardinality(list))::int], ' ')
         FROM words, generate_series(1, 4 + n % 9))
      || CASE WHEN n % 500 = 0 THEN ' ' || substr(md5(n::text), 1, 8) ELSE '' END
    FROM generate_series(1, ${count}::int) AS n`;
  if (count > 10_000)
    await db.$executeRawUnsafe(
      'CREATE INDEX "Message_search" ON "Message" USING gin ("roomId", search_grams(body));',
    );
  await db.$executeRawUnsafe('ALTER INDEX "Message_search" ALTER COLUMN 2 SET STATISTICS 1000');
  await db.$executeRawUnsafe('VACUUM ANALYZE "Message"');
};
