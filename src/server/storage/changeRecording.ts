import 'server-only';
import { isRecordingMoving } from '@/shared/recordings';
import { db } from '../db';
import { fail } from '../errors';
import { undoLimit } from '../undoLimit';
import type { AccessedRecording } from './findRecordingAccess';
import { tellRecordings } from '../rooms/tellRecordings';

const change = async (recording: AccessedRecording, data: { name: string } | { deletedAt: Date | null }) => {
  const { id } = recording;
  await db().recording.update({ where: { id }, data, select: { id: true } });
  await tellRecordings(recording);
};

/** Gives a recording another name, under which its files are saved too. */
export const renameRecording = async (recording: AccessedRecording, name: string) => {
  await change(recording, { name });
};

/** Deletes a recording, to be undone for thirty days; its links open nothing meanwhile. Fails RECORDING_UNFINISHED. */
export const removeRecording = async (recording: AccessedRecording) => {
  if (isRecordingMoving(recording.state)) return fail('RECORDING_UNFINISHED');
  await change(recording, { deletedAt: new Date() });
};

/** Takes a recording's deletion back. Fails UNDO_EXPIRED after thirty days. */
export const restoreRecording = async (recording: AccessedRecording) => {
  if (!recording.deletedAt || recording.deletedAt < undoLimit()) return fail('UNDO_EXPIRED');
  await change(recording, { deletedAt: null });
};
