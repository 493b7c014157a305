import { roomSelect } from '@/server/access';
import { db } from '@/server/db';

/** What `rooms.get` asks of PostgreSQL, and nothing else: no session, no access, no procedure. */
export const bareGet = async (request: Request): Promise<Response> => {
  const search = new URL(request.url).searchParams;
  const userId = search.get('userId') ?? '';
  const room = await db().room.findFirst({
    where: { id: search.get('roomId') ?? '', deletedAt: null },
    select: roomSelect(userId, userId),
  });
  return Response.json(room);
};
