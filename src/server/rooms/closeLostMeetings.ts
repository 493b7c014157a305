import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { db } from '../db';
import { isOpen } from '../gate';
import type { Removed, RunOptions } from '../jobs';
import { closeRoom, listOpenRooms, openRoom } from '../livekit';
import { log } from '../log';
import { redis } from '../redis';
import { afterMeeting } from './afterMeeting';

/** Milliseconds before a meeting without a LiveKit room is lost, rather than just beginning or on its way back. */
const LOST_AFTER = 2 * 60_000;
/** Seconds that is remembered since when a meeting has had none. */
const LOST_MEMORY = 3600;
/** Rooms that LiveKit is asked about at once. */
const AT_ONCE = 8;

const lostKey = (meetingId: string) => `lost-meeting:${meetingId}`;

/** Whether LiveKit has had no room for a meeting for long, noting the first time. */
const isLongLost = async (meetingId: string): Promise<boolean> => {
  await redis().set(lostKey(meetingId), Date.now(), 'EX', LOST_MEMORY, 'NX');
  return Date.now() - Number(await redis().get(lostKey(meetingId))) >= LOST_AFTER;
};

const openSelect = {
  id: true,
  roomId: true,
  livekitSid: true,
  room: { select: { deletedAt: true } },
  tenant: { select: { suspendedAt: true, deletedAt: true } },
} satisfies Prisma.MeetingSelect;

type OpenMeeting = Prisma.MeetingGetPayload<{ select: typeof openSelect }>;

const mayRun = ({ room, tenant }: OpenMeeting) => room.deletedAt === null && isOpen(tenant);

/**
 * Opens the rooms of running meetings, which they are: one whose node is dead starts anew on another, waits a minute
 * for its people, and then ends as any other does. LiveKit itself would list it for ever. Those that may not run are
 * closed: LiveKit was away when they should have been, or somebody was just coming in.
 */
const wakeOrClose = async (meetings: readonly OpenMeeting[]) => {
  const left = new Map(meetings.map((meeting) => [meeting.roomId, mayRun(meeting)])).entries();
  const settleNext = async () => {
    for (const [roomId, isWanted] of left)
      await (isWanted ? openRoom(roomId) : closeRoom(roomId)).catch((error: unknown) =>
        log().warn({ roomId, error }, isWanted ? 'room not woken' : 'room not closed'),
      );
  };
  await Promise.all(Array.from({ length: AT_ONCE }, settleNext));
};

/**
 * Closes meetings whose end was never told: LiveKit has no such room any more, or would keep it without a node. Has
 * LiveKit close those that may not run: their room is deleted, or their tenant is or is suspended.
 */
export const closeLostMeetings = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const open = await db().meeting.findMany({
    where: { endedAt: null },
    select: openSelect,
  });
  if (open.length === 0) return { lostMeetings: 0, forbiddenMeetings: 0 };
  const running = new Set((await listOpenRooms()).map(({ sid }) => sid));
  const here = open.filter(({ livekitSid }) => running.has(livekitSid));
  const missing = open.filter(({ livekitSid }) => !running.has(livekitSid));
  const forbiddenMeetings = here.filter((meeting) => !mayRun(meeting)).length;
  if (isDryRun) return { lostMeetings: missing.length, forbiddenMeetings };
  await wakeOrClose(here);
  await Promise.all(here.map(async ({ id }) => await redis().del(lostKey(id))));
  const lost = [];
  for (const meeting of missing) if (await isLongLost(meeting.id)) lost.push(meeting);
  const endedAt = new Date();
  for (const { id, roomId } of lost) {
    await db().$transaction([
      db().meeting.updateMany({ where: { id, endedAt: null }, data: { endedAt } }),
      db().attendance.updateMany({ where: { meetingId: id, leftAt: null }, data: { leftAt: endedAt } }),
    ]);
    await afterMeeting(roomId);
  }
  return { lostMeetings: lost.length, forbiddenMeetings };
};
