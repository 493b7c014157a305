import { roomColumns } from '@/server/access';
import { db } from '@/server/db';

/** What `rooms.get` asks of PostgreSQL, and nothing else: no session, no access, no procedure. */
export const bareGet = async (request: Request): Promise<Response> => {
  const search = new URL(request.url).searchParams;
  const userId = search.get('userId') ?? '';
  const room = await db().room.findFirst({
    where: { id: search.get('roomId') ?? '', deletedAt: null },
    select: {
      ...roomColumns,
      tenantId: true,
      hostId: true,
      tenant: {
        select: { slug: true, name: true, memberships: { where: { userId }, select: { role: true } } },
      },
      members: { where: { userId }, select: { role: true } },
    },
  });
  return Response.json(room);
};
