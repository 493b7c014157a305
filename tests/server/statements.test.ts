import { expect, test } from 'vitest';
import { db } from '@/server/db';
import { makeOrganisation } from '../e2e/people';

test('PostgreSQL keeps a question that is asked all day, and answers each with its own values', async () => {
  const [one, other] = [await makeOrganisation(), await makeOrganisation()];
  for (let n = 0; n < 60; n += 1) {
    const { room } = n % 2 === 0 ? one : other;
    const found = await db().room.findUnique({
      where: { id: room.id },
      select: { code: true, tenantId: true },
    });
    expect(found).toEqual({ code: room.code, tenantId: room.tenantId });
  }
  // Asked one after the other, all went over the connection that was given back last.
  const kept = await db().$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements`;
  expect(kept).toEqual([{ statement: expect.stringContaining('"public"."Room"') as string }]);
});
