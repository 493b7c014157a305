import 'server-only';
import type { z } from 'zod';
import type { Prisma } from '@/generated/prisma/client';
import { type RecordingLayout, startRecordingInput } from '@/shared/recordings';
import type { AccessedRoom } from '../access';
import { isUniqueViolation } from '../auth/isUniqueViolation';
import { actorOf, type Asker, audit } from '../audit';
import { proveRecorder } from '../auth/quotas';
import { db } from '../db';
import { layOutEgress } from '../egress';
import { fail } from '../errors';
import { listIdentities } from '../livekit';
import { lockTenant } from '../lockTenant';
import { log } from '../log';
import { launchRecording } from './launchRecording';
import { isLost } from './lostRecorder';
import { advance, giveUp, ledgerSelect, stopUnwanted } from './recordingLedger';
import { RUNNING } from './runningStates';
import { tellRecordings } from './tellRecordings';

type Options = z.output<typeof startRecordingInput>;
type Room = Pick<AccessedRoom, 'id' | 'tenantId' | 'name'>;

const findRunning = async (roomId: string) =>
  await db().recording.findFirst({ where: { roomId, state: { in: [...RUNNING] } }, select: ledgerSelect });

const insert = async (room: Room, startedBy: { id: string; name: string } | null, options: Options) => {
  const meeting = await db().meeting.findFirst({
    where: { roomId: room.id, endedAt: null },
    select: { id: true },
    orderBy: { startedAt: 'desc' },
  });
  try {
    return await db().$transaction(async (tx) => {
      await lockTenant(tx, room.tenantId);
      if ((await tx.recording.count({ where: { roomId: room.id, state: { in: [...RUNNING] } } })) > 0)
        return null;
      await proveRecorder(tx, room.tenantId);
      return await tx.recording.create({
        data: {
          ...options,
          tenantId: room.tenantId,
          roomId: room.id,
          meetingId: meeting?.id ?? null,
          name: room.name,
          startedById: startedBy?.id ?? null,
          startedByName: startedBy?.name ?? null,
        },
        select: { id: true },
      });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
};

/** A recording whose recorder has died must not be in the way of the next one. */
const insertPastLost = async (...wanted: Parameters<typeof insert>) => {
  const made = await insert(...wanted);
  if (made) return made;
  const inTheWay = await findRunning(wanted[0].id);
  if (inTheWay && !(await isLost(inTheWay))) return null;
  if (inTheWay) await giveUp(inTheWay, 'lost', 'recorderLost');
  return await insert(...wanted);
};

const begin = async (...wanted: Parameters<typeof insert>) => {
  const recording = (await insertPastLost(...wanted)) ?? fail('ALREADY_RECORDING');
  const [{ id: roomId, tenantId }] = wanted;
  await tellRecordings({ roomId, tenantId });
  void launchRecording(recording.id);
  return recording;
};

const provePeople = async (roomId: string) => {
  const inside = await listIdentities(roomId).catch((error: unknown) => {
    log().info({ roomId, error: error instanceof Error ? error.message : error }, 'no room to record');
    return [];
  });
  if (inside.length === 0) fail('MEETING_NOT_RUNNING');
};

const proveSpace = async (tenantId: string) => {
  const { storageUsed, storageQuota } = await db().tenant.findUniqueOrThrow({
    where: { id: tenantId },
    select: { storageUsed: true, storageQuota: true },
  });
  if (storageUsed >= storageQuota) fail('QUOTA_EXCEEDED');
};

type AskerInRoom = Asker & { room: Room; insider: { id: string } };

const targetOf = ({ id }: { id: string }, { name }: Room) => ({ kind: 'recording', id, name }) as const;

/**
 * Has the room's call recorded; returns at once, while a recorder is looked for. Fails MEETING_NOT_RUNNING,
 * ALREADY_RECORDING, QUOTA_EXCEEDED, QUOTA_RECORDINGS.
 */
export const startRecording = async (ctx: AskerInRoom, options: Options) => {
  const { room } = ctx;
  await provePeople(room.id);
  await proveSpace(room.tenantId);
  const actor = await actorOf(ctx);
  const { layout, isAudioOnly, hasNames, hasTitle, hasClock } = options;
  const begun = { id: ctx.insider.id, name: actor.name };
  const recording = await begin(room, begun, { layout, isAudioOnly, hasNames, hasTitle, hasClock });
  await audit(actor, {
    tenantId: room.tenantId,
    action: 'recording.start',
    target: targetOf(recording, room),
  });
  return recording;
};

/** Has a meeting recorded that has just begun, where its room records itself: once, and not against a full quota. */
export const recordFromStart = async (roomId: string) => {
  const room = await db().room.findFirst({
    where: {
      id: roomId,
      recordsItself: true,
      deletedAt: null,
      tenant: { deletedAt: null, suspendedAt: null },
    },
    select: { id: true, tenantId: true, name: true },
  });
  if (!room) return;
  const meeting = await db().meeting.findFirst({
    where: { roomId, endedAt: null, recordings: { none: {} } },
    select: { id: true },
  });
  if (!meeting || (await findRunning(roomId))) return;
  try {
    await proveSpace(room.tenantId);
    await begin(room, null, startRecordingInput.parse({ layout: 'speaker' }));
  } catch (error) {
    log().warn({ roomId, error }, 'the meeting is not recorded');
  }
};

const stop = async (
  recording: NonNullable<Awaited<ReturnType<typeof findRunning>>>,
  byName: string | null,
) => {
  const now = new Date();
  const told = { stoppedByName: byName, stopAskedAt: now, endedAt: now };
  if (recording.egressId === null) {
    // A recorder that takes it in this moment finds it given up, and is stopped.
    const failure = { failure: 'stoppedEarly', ...told } as const;
    if (!(await advance(recording, 'failed', failure))) fail('NOT_RECORDING');
    return;
  }
  if (!(await advance(recording, 'ending', told))) fail('NOT_RECORDING');
  await stopUnwanted(recording.egressId);
};

/** Ends the room's recording; its file is stored after that. Fails NOT_RECORDING. */
export const stopRecording = async (ctx: AskerInRoom) => {
  const { room } = ctx;
  const recording = (await findRunning(room.id)) ?? fail('NOT_RECORDING');
  const actor = await actorOf(ctx);
  await stop(recording, actor.name);
  await audit(actor, {
    tenantId: room.tenantId,
    action: 'recording.stop',
    target: targetOf(recording, room),
  });
};

/** Ends every recording of a tenant that may not go on; its file is stored all the same. */
export const endRecordings = async (tenantId: string) => {
  const running = await db().recording.findMany({
    where: { tenantId, state: { in: [...RUNNING] } },
    select: ledgerSelect,
  });
  // Those that have ended by themselves meanwhile refuse to be stopped.
  await Promise.allSettled(running.map(async (recording) => await stop(recording, null)));
};

/** Has the recording show the call in another way from now on. Fails NOT_RECORDING, MEDIA_UNAVAILABLE. */
export const setRecordingLayout = async (room: Pick<Room, 'id' | 'tenantId'>, layout: RecordingLayout) => {
  const recording = (await findRunning(room.id)) ?? fail('NOT_RECORDING');
  if (recording.egressId !== null)
    await layOutEgress(recording.egressId, layout).catch((error: unknown) => {
      log().error({ recordingId: recording.id, error }, 'layout not changed');
      fail('MEDIA_UNAVAILABLE');
    });
  await db().recording.update({ where: { id: recording.id }, data: { layout }, select: { id: true } });
  await tellRecordings(recording);
};

const shownSelect = {
  id: true,
  state: true,
  layout: true,
  isAudioOnly: true,
  requestedAt: true,
  startedAt: true,
  startedByName: true,
  stoppedByName: true,
  failure: true,
  failureDetail: true,
} satisfies Prisma.RecordingSelect;

/** Milliseconds by which LiveKit's word of a meeting's beginning may be behind its first recording. */
const LATE = 60_000;

/** The newest recording of the meeting that runs in the room, or null: what those in it are to know. */
export const findRecording = async (roomId: string) => {
  const meeting = await db().meeting.findFirst({
    where: { roomId, endedAt: null },
    select: { startedAt: true },
    orderBy: { startedAt: 'desc' },
  });
  const since = meeting ? { requestedAt: { gt: new Date(meeting.startedAt.getTime() - LATE) } } : null;
  return await db().recording.findFirst({
    where: { roomId, deletedAt: null, OR: [{ state: { in: [...RUNNING] } }, ...(since ? [since] : [])] },
    select: shownSelect,
    orderBy: { id: 'desc' },
  });
};

/** Whether whoever comes in now is recorded. */
export const isRecorded = async (roomId: string): Promise<boolean> =>
  (await db().recording.count({ where: { roomId, state: { in: [...RUNNING] } } })) > 0;
