import 'server-only';
import { db } from '../db';

/** When the meeting that runs in a room began; `otherwise` where none does. */
export const findMeetingStart = async (roomId: string, otherwise: Date): Promise<Date> => {
  const running = await db().meeting.findFirst({
    where: { roomId, endedAt: null },
    select: { startedAt: true },
    orderBy: { startedAt: 'desc' },
  });
  return running?.startedAt ?? otherwise;
};
