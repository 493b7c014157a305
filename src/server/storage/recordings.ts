import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import type { PersonThere } from './whoWasThere';

/** What a list and a player know of a recording. */
export const recordingSelect = {
  id: true,
  name: true,
  state: true,
  layout: true,
  isAudioOnly: true,
  isCutShort: true,
  failure: true,
  failureDetail: true,
  requestedAt: true,
  startedAt: true,
  endedAt: true,
  duration: true,
  startedByName: true,
  deletedAt: true,
  meetingId: true,
  files: {
    where: { rendition: 'original', state: 'stored' },
    select: { size: true, hasThumbnail: true },
  },
} satisfies Prisma.RecordingSelect;

type Row = Prisma.RecordingGetPayload<{ select: typeof recordingSelect }>;

/** Names of a recording that a list has room for. */
const NAMES_MAX = 5;

/** A recording as it is listed: bytes of its original and whether it has a poster, and who was there. */
export const recordingItem = <R extends Row>(row: R, people: readonly PersonThere[]) => {
  const { files, meetingId: _meetingId, ...recording } = row;
  const [original] = files;
  return {
    ...recording,
    size: original?.size ?? null,
    hasPoster: original?.hasThumbnail ?? false,
    people: people.slice(0, NAMES_MAX).map(({ name }) => name),
    peopleCount: people.length,
  };
};
