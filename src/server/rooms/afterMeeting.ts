import 'server-only';
import { db } from '../db';
import { publish } from '../events';
import { endAdmissions } from './admissions';
import { endBars } from './bars';
import { endRules } from './changeRights';
import { forgetGhosts } from './ghosts';
import { endLock } from './lockRoom';
import { giveUp, ledgerSelect } from './recordingLedger';
import { tellMeetings } from './tellMeetings';

/** Who still waits for a recorder when the meeting is over gets none. */
const endWaiting = async (roomId: string) => {
  const waiting = await db().recording.findMany({
    where: { roomId, state: 'requested' },
    select: ledgerSelect,
  });
  for (const row of waiting) await giveUp(row, 'failed', 'meetingEnded');
};

/** Ends what a meeting that is over leaves behind, unless the next one has begun already, and tells its streams. */
export const afterMeeting = async (roomId: string) => {
  if ((await db().meeting.count({ where: { roomId, endedAt: null } })) === 0) {
    await endWaiting(roomId);
    await Promise.all([
      endAdmissions(roomId),
      endBars(roomId),
      endRules(roomId),
      endLock(roomId),
      forgetGhosts(roomId),
    ]);
    await publish('room', roomId, { type: 'access' });
  }
  await tellMeetings(roomId);
};
