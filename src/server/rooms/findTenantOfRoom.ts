import 'server-only';
import { db } from '../db';
import { fail } from '../errors';

/** The slug of the tenant that a room's code belongs to, for its own people alone to be told. Fails NOT_FOUND. */
export const findTenantOfRoom = async (code: string): Promise<string> => {
  const room = await db().room.findFirst({
    where: { code, deletedAt: null },
    select: { tenant: { select: { slug: true } } },
  });
  return room?.tenant.slug ?? fail('NOT_FOUND');
};
