import 'server-only';
import { v7 as uuid } from 'uuid';
import { cleanFileName } from '@/shared/fileName';
import type { Transcoded } from '@/shared/recordings';
import { db } from '../db';
import { deleteObjects, putObject } from '../objectStore';
import { makePreview } from './makePreview';
import { sheetKey, thumbnailKey } from './objectKeys';
import { putFile } from './putFile';
import { reserve } from './quota';
import { makeForm, type Workplace } from './transcodeForms';
import { type Claimed, markDone } from './transcodeRow';

type Original = Claimed['recording']['files'][number];

const FORMS = {
  audio: { type: 'audio/mp4', kind: 'audio', extension: 'm4a' },
  small: { type: 'video/mp4', kind: 'video', extension: 'mp4' },
} as const;

/** Makes a form and keeps it as a file of the recording's. Fails QUOTA_EXCEEDED, STORE_UNAVAILABLE; throws Cancelled. */
const keepForm = async (transcode: Claimed, kind: Transcoded, place: Workplace & { original: Original }) => {
  const { id: transcodeId, recording } = transcode;
  const { id: _id, ...owner } = place.original;
  const made = await makeForm(kind, place);
  const id = uuid();
  const { type, kind: fileKind, extension } = FORMS[kind];
  try {
    const size = await putFile(id, made, place.signal);
    await db().$transaction(async (tx) => {
      await reserve(tx, recording.tenantId, size);
      await tx.file.create({
        data: {
          ...owner,
          id,
          tenantId: recording.tenantId,
          roomId: recording.roomId,
          recordingId: recording.id,
          rendition: kind,
          purpose: 'recording',
          state: 'stored',
          name: cleanFileName(`${recording.name}.${extension}`),
          size,
          type,
          kind: fileKind,
        },
        select: { id: true },
      });
      await markDone(tx, transcodeId, id);
    });
  } catch (error) {
    // What the store does not free at once is an orphan, which clean-up takes.
    await deleteObjects([id]).catch(() => undefined);
    throw error;
  }
};

/** Makes poster and sheet and keeps them beside the original; its true length is known now, too. */
const keepPreview = async (transcode: Claimed, place: Workplace & { original: Original }) => {
  const { original, signal } = place;
  const { poster, sheet, count, seconds, duration } = await makePreview(place);
  await putObject(thumbnailKey(original.id), poster, signal);
  await putObject(sheetKey(original.id), sheet, signal);
  await db().$transaction(async (tx) => {
    await markDone(tx, transcode.id, null);
    await tx.file.updateMany({ where: { id: original.id }, data: { hasThumbnail: true } });
    await tx.recording.updateMany({
      where: { id: transcode.recording.id },
      data: { previewCount: count, previewSeconds: seconds, ...(duration > 0 ? { duration } : {}) },
    });
  });
};

/** Does what a transcode is for and marks it done. Throws a TranscodeFailure, Cancelled or an AppError, having kept nothing. */
export const keepTranscode = async (transcode: Claimed, place: Workplace & { original: Original }) => {
  const { kind } = transcode;
  if (kind === 'preview') await keepPreview(transcode, place);
  else await keepForm(transcode, kind, place);
};
