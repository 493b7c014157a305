import 'server-only';
import type { Transcoded } from '@/shared/recordings';
import type { TranscodeKind } from '@/generated/prisma/enums';
import { db } from '../db';
import { fail } from '../errors';
import type { AccessedRecording } from './findRecordingAccess';
import { tellRecordings } from '../rooms/tellRecordings';
import { queueTranscode } from './transcodeQueue';

/** A wish that came to nothing, or whose file is gone, makes room for a new one: nothing of the old one acts under its id. */
const renew = async ({ id, tenantId }: { id: string; tenantId: string }, kind: TranscodeKind) => {
  const isOver = [
    { state: { in: ['failed' as const, 'cancelled' as const] } },
    { state: 'done' as const, fileId: null },
  ];
  return await db().$transaction(async (tx) => {
    await tx.transcode.deleteMany({ where: { recordingId: id, kind, OR: isOver } });
    const [made] = await tx.transcode.createManyAndReturn({
      data: [{ tenantId, recordingId: id, kind }],
      skipDuplicates: true,
      select: { id: true },
    });
    return made ?? null;
  });
};

interface Target {
  id: string;
  tenantId: string;
  roomId: string;
}

const request = async (recording: Target, kind: TranscodeKind) => {
  const made = await renew(recording, kind);
  if (!made) return;
  await queueTranscode(made.id);
  await tellRecordings(recording);
};

/**
 * Has another form of a recording made, unless there is one or one is on its way. Fails RECORDING_UNFINISHED where
 * there is nothing to make it of, FILE_KIND_REFUSED for a picture of what has none.
 */
export const requestTranscode = async (recording: AccessedRecording, kind: Transcoded) => {
  const { id, isAudioOnly } = recording;
  if (isAudioOnly && kind === 'small') return fail('FILE_KIND_REFUSED');
  const isThere = await db().file.count({ where: { recordingId: id, rendition: 'original' } });
  if (isThere === 0) return fail('RECORDING_UNFINISHED');
  await request(recording, kind);
};

/** Has poster and small pictures made of a recording, once its original is stored. */
export const requestPreview = async (recordingId: string) => {
  const recording = await db().recording.findUnique({
    where: { id: recordingId, isAudioOnly: false },
    select: { id: true, tenantId: true, roomId: true },
  });
  if (recording) await request(recording, 'preview');
};

/** Gives up another form that is on its way, wherever it is being made. */
export const cancelTranscode = async (recording: AccessedRecording, kind: Transcoded) => {
  const { count } = await db().transcode.updateMany({
    where: { recordingId: recording.id, kind, state: { in: ['waiting', 'running'] } },
    data: { state: 'cancelled' },
  });
  if (count > 0) await tellRecordings(recording);
};
