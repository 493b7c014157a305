import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { db } from '../db';

const staySelect = {
  meetingId: true,
  userId: true,
  guestId: true,
  name: true,
  joinedAt: true,
  leftAt: true,
} satisfies Prisma.AttendanceSelect;

type Stay = Prisma.AttendanceGetPayload<{ select: typeof staySelect }>;

/** What of a meeting was recorded. */
export interface Span {
  meetingId: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
}

export interface PersonThere {
  name: string;
  /** The first time that they came, and the last time that they left: null while they are there. */
  joinedAt: Date;
  leftAt: Date | null;
}

const later = (one: Date | null, other: Date | null) => (one && other ? (one > other ? one : other) : null);

/** Stays of the same person, whose name is the one that they had last, are one. */
const merge = (stays: readonly Stay[]): PersonThere[] => {
  const people = new Map<string, PersonThere>();
  for (const { userId, guestId, name, joinedAt, leftAt } of stays) {
    const key = userId ?? guestId ?? name;
    const known = people.get(key);
    people.set(key, {
      name,
      joinedAt: known?.joinedAt ?? joinedAt,
      leftAt: known ? later(known.leftAt, leftAt) : leftAt,
    });
  }
  return [...people.values()];
};

/** For each recording, who was in the call while it ran, in the order in which they came. */
export const findWhoWasThere = async (spans: readonly Span[]): Promise<PersonThere[][]> => {
  const meetingIds = spans.flatMap(({ meetingId, startedAt }) => (meetingId && startedAt ? [meetingId] : []));
  if (meetingIds.length === 0) return spans.map(() => []);
  const stays = await db().attendance.findMany({
    where: { meetingId: { in: meetingIds } },
    select: staySelect,
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
  });
  const byMeeting = Map.groupBy(stays, ({ meetingId }) => meetingId);
  return spans.map(({ meetingId, startedAt, endedAt }) => {
    if (!meetingId || !startedAt) return [];
    const wasThere = ({ joinedAt, leftAt }: Stay) =>
      (!leftAt || leftAt > startedAt) && (!endedAt || joinedAt < endedAt);
    return merge((byMeeting.get(meetingId) ?? []).filter(wasThere));
  });
};
