import 'server-only';
import { isRecordingMoving } from '@/shared/recordings';
import type { AuditAction } from '@/shared/audit';
import { actorOf, type Asker, audit } from '../audit';
import { db } from '../db';
import { fail } from '../errors';
import { undoLimit } from '../undoLimit';
import type { AccessedRecording } from './findRecordingAccess';
import { tellRecordings } from '../rooms/tellRecordings';

type AskerForRecording = Asker & { recording: AccessedRecording };
type Change = { name: string } | { deletedAt: Date | null };

const change = async (ctx: AskerForRecording, action: AuditAction, data: Change) => {
  const { id, tenantId, name } = ctx.recording;
  const actor = await actorOf(ctx);
  const detail = 'name' in data ? { changes: { name: { from: name, to: data.name } } } : {};
  await db().$transaction(async (tx) => {
    await tx.recording.update({ where: { id }, data, select: { id: true } });
    await audit(actor, { tenantId, action, target: { kind: 'recording', id, name }, detail }, tx);
  });
  await tellRecordings(ctx.recording);
};

/** Gives a recording another name, under which its files are saved too. */
export const renameRecording = async (ctx: AskerForRecording, name: string) => {
  await change(ctx, 'recording.rename', { name });
};

/** Deletes a recording, to be undone for thirty days; its links open nothing meanwhile. Fails RECORDING_UNFINISHED. */
export const removeRecording = async (ctx: AskerForRecording) => {
  if (isRecordingMoving(ctx.recording.state)) return fail('RECORDING_UNFINISHED');
  await change(ctx, 'recording.delete', { deletedAt: new Date() });
};

/** Takes a recording's deletion back. Fails UNDO_EXPIRED after thirty days. */
export const restoreRecording = async (ctx: AskerForRecording) => {
  const { deletedAt } = ctx.recording;
  if (!deletedAt || deletedAt < undoLimit()) return fail('UNDO_EXPIRED');
  await change(ctx, 'recording.restore', { deletedAt: null });
};
