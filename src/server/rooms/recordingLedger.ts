import 'server-only';
import { EgressStatus } from '@livekit/protocol';
import type { Prisma, RecordingFailure, RecordingState } from '@/generated/prisma/client';
import { db } from '../db';
import { isRunning, recordingKey, type Sighting, stopEgress } from '../egress';
import { log } from '../log';
import { objectSize } from '../objectStore';
import { requestPreview } from '../storage/requestTranscode';
import { storeRecording } from '../storage/storeRecording';
import { tellRecordings } from './tellRecordings';

export const ledgerSelect = {
  id: true,
  tenantId: true,
  roomId: true,
  meetingId: true,
  egressId: true,
  state: true,
  layout: true,
  isAudioOnly: true,
  requestedAt: true,
  launchedAt: true,
  stopAskedAt: true,
  seenAt: true,
  startedAt: true,
  endedAt: true,
} satisfies Prisma.RecordingSelect;

export type LedgerRow = Prisma.RecordingGetPayload<{ select: typeof ledgerSelect }>;

/** States in which something still has to happen. */
export const MOVING = ['requested', 'starting', 'active', 'ending'] as const satisfies RecordingState[];

/** What a recording may come to be from which state: never back. What is lost may still be found. */
const FROM = {
  starting: ['requested'],
  active: ['requested', 'starting'],
  ending: ['requested', 'starting', 'active'],
  failed: MOVING,
  lost: MOVING,
} as const satisfies Partial<Record<RecordingState, readonly RecordingState[]>>;

/** Moves a recording on, once, and tells so; false where it is past that already, or no more as `seen`. */
export const advance = async (
  row: Pick<LedgerRow, 'id' | 'tenantId' | 'roomId'>,
  state: keyof typeof FROM,
  data: Prisma.RecordingUncheckedUpdateManyInput = {},
  seen: Prisma.RecordingWhereInput = {},
): Promise<boolean> => {
  const { count } = await db().recording.updateMany({
    where: { AND: [{ id: row.id, state: { in: [...FROM[state]] } }, seen] },
    data: { ...data, state },
  });
  if (count === 1) await tellRecordings(row);
  return count === 1;
};

/** Ends an egress that nobody waits for; a failure is tried again by the reconciler. */
export const stopUnwanted = async (egressId: string) => {
  await stopEgress(egressId).catch((error: unknown) => log().warn({ egressId, error }, 'egress not stopped'));
};

interface Loss {
  state: 'failed' | 'lost';
  failure: RecordingFailure;
  detail: string | null;
}

const conclude = async (
  row: LedgerRow,
  { state, failure, detail }: Loss,
  seen: Prisma.RecordingWhereInput,
): Promise<boolean> => {
  const told = { failure, failureDetail: detail, endedAt: row.endedAt ?? new Date() };
  const isNews = await advance(row, state, { egressId: row.egressId, ...told }, seen);
  if (isNews) log().warn({ recordingId: row.id, state, failure, detail }, 'recording given up');
  return isNews;
};

/**
 * Gives a recording up, with the reason; false where it is no more what the row says: it may have begun, by some
 * egress, since that was read.
 */
export const giveUp = async (
  row: LedgerRow,
  state: Loss['state'],
  failure: RecordingFailure,
  detail: string | null = null,
) => await conclude(row, { state, failure, detail }, { state: row.state, egressId: row.egressId });

/** Why an egress ended without a file that anybody could watch. */
const failureOf = (row: LedgerRow, { status, detail }: Sighting): RecordingFailure => {
  if (row.startedAt) return 'brokenOff';
  if (detail?.includes('Source closed')) return 'meetingEnded';
  if (row.stopAskedAt !== null || status === EgressStatus.EGRESS_ABORTED) return 'stoppedEarly';
  return 'notStarted';
};

const isFailed = ({ status }: Sighting) =>
  status === EgressStatus.EGRESS_FAILED || status === EgressStatus.EGRESS_ABORTED;

/** What recorders, ours and LiveKit's, say of an end that nobody in the meeting asked for. */
const CUT_SHORT = /cut short|Process killed|Failure/;

/** The recorder's own end, asked for or with the meeting, makes a whole recording; anything else was cut short. */
const isCutShort = (row: LedgerRow, sighting: Sighting | null) =>
  sighting
    ? sighting.status !== EgressStatus.EGRESS_COMPLETE || CUT_SHORT.test(sighting.detail ?? '')
    : row.state !== 'ending';

/**
 * Takes a recording's file in, if the store has it, whatever became of its recorder; false where the store has none.
 * Fails STORE_UNAVAILABLE.
 */
export const adoptFile = async (row: LedgerRow, sighting: Sighting | null): Promise<boolean> => {
  const size = await objectSize(recordingKey(row.id));
  if (!size) return false;
  const endedAt = sighting?.endedAt ?? row.endedAt ?? new Date();
  const startedAt = sighting?.startedAt ?? row.startedAt ?? row.requestedAt;
  const isShort = isCutShort(row, sighting);
  const isNews = await storeRecording(row, {
    size,
    startedAt,
    endedAt,
    duration: sighting?.duration ?? null,
    isCutShort: isShort,
    failureDetail: isShort ? (sighting?.detail ?? null) : null,
  });
  if (isNews) {
    await tellRecordings(row);
    await requestPreview(row.id);
  }
  return true;
};

const end = async (row: LedgerRow, sighting: Sighting) => {
  if (row.state === 'complete' || (await adoptFile(row, sighting))) return;
  const failure = isFailed(sighting) ? failureOf(row, sighting) : 'fileMissing';
  // It is over whatever it has come to meanwhile, unless by another egress.
  const seen = { OR: [{ egressId: null }, { egressId: row.egressId }] };
  await conclude(row, { state: 'failed', failure, detail: sighting.detail }, seen);
};

/** Whose recording it is: asked for in a meeting that LiveKit had not told of yet, it gets to know it now. */
const meetingOf = async ({ meetingId, roomId }: LedgerRow) => {
  if (meetingId) return meetingId;
  const where = { roomId, endedAt: null };
  return (await db().meeting.findFirst({ where, select: { id: true } }))?.id ?? null;
};

const findRow = async ({ recordingId, egressId }: Sighting) =>
  await db().recording.findFirst({
    where: recordingId ? { id: recordingId } : { egressId },
    select: ledgerSelect,
  });

/**
 * Writes into the ledger what LiveKit says of an egress, in whatever order it comes and however often. Fails
 * STORE_UNAVAILABLE where an end can't be proven yet.
 */
export const applySighting = async (sighting: Sighting) => {
  const row = await findRow(sighting);
  if (!row || (row.egressId !== null && row.egressId !== sighting.egressId)) return;
  const { egressId } = sighting;
  switch (sighting.status) {
    case EgressStatus.EGRESS_STARTING:
      await advance(row, 'starting', { egressId });
      return;
    case EgressStatus.EGRESS_ACTIVE:
      await advance(row, 'active', {
        egressId,
        meetingId: await meetingOf(row),
        startedAt: sighting.startedAt ?? new Date(),
        seenAt: new Date(),
      });
      return;
    case EgressStatus.EGRESS_ENDING:
      await advance(row, 'ending', { egressId, endedAt: new Date() });
      return;
    case EgressStatus.EGRESS_COMPLETE:
    case EgressStatus.EGRESS_LIMIT_REACHED:
    case EgressStatus.EGRESS_FAILED:
    case EgressStatus.EGRESS_ABORTED:
      await end({ ...row, egressId }, sighting);
  }
};

/**
 * `applySighting` of what is true at this moment, which a webhook's word may not be: an egress that runs and that
 * nobody waits for is stopped. It is none of ours, or makes a recording that was given up or that another one makes.
 */
export const applyOrStop = async (sighting: Sighting) => {
  await applySighting(sighting);
  if (!isRunning(sighting)) return;
  const row = await findRow(sighting);
  const isWanted = row?.egressId === sighting.egressId && MOVING.some((state) => state === row.state);
  if (!isWanted) await stopUnwanted(sighting.egressId);
};
