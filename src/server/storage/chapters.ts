import 'server-only';
import { db } from '../db';
import type { PersonThere, Span } from './whoWasThere';

export interface Chapter {
  /** Seconds from the recording's beginning. */
  at: number;
  kind: 'start' | 'join' | 'share';
  /** Who came, or who shared. */
  name: string | null;
}

const findShares = async ({ meetingId, startedAt, endedAt }: Span) =>
  meetingId && startedAt
    ? await db().screenShare.findMany({
        where: { meetingId, startedAt: { gt: startedAt, ...(endedAt ? { lt: endedAt } : {}) } },
        select: { name: true, startedAt: true },
      })
    : [];

/** Where something begins: the recording, somebody's stay, a shared screen; in order. */
export const findChapters = async (recording: Span, people: readonly PersonThere[]): Promise<Chapter[]> => {
  const { startedAt } = recording;
  if (!startedAt) return [];
  const at = (time: Date) => (time.getTime() - startedAt.getTime()) / 1000;
  const joins = people
    .filter(({ joinedAt }) => joinedAt > startedAt)
    .map(({ name, joinedAt }): Chapter => ({ at: at(joinedAt), kind: 'join', name }));
  const shares = (await findShares(recording)).map(({ name, startedAt: time }): Chapter => ({
    at: at(time),
    kind: 'share',
    name,
  }));
  return [
    { at: 0, kind: 'start', name: null },
    ...[...joins, ...shares].toSorted((one, other) => one.at - other.at),
  ];
};
