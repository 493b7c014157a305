import 'server-only';
import type { Prisma } from '@/generated/prisma/client';
import { canInRoom } from '@/shared/permissions';
import { db } from '../db';
import { fail } from '../errors';
import { findChapters } from './chapters';
import type { RecordingAccess } from './findRecordingAccess';
import { recordingItem, recordingSelect } from './recordings';
import { findWhoWasThere } from './whoWasThere';

const heldSelect = {
  previewCount: true,
  previewSeconds: true,
  files: {
    where: { state: 'stored', deletedAt: null },
    select: { id: true, size: true, type: true, rendition: true },
  },
} satisfies Prisma.RecordingSelect;

/** The forms that there are of a recording, and its sheet of small pictures. Fails NOT_FOUND. */
export const findPlayable = async (id: string) => {
  const found = await db().recording.findUnique({ where: { id }, select: heldSelect });
  const { files, previewCount, previewSeconds } = found ?? fail('NOT_FOUND');
  const held = (wanted: 'original' | 'audio' | 'small') => {
    const file = files.find(({ rendition }) => rendition === wanted);
    return file ? { id: file.id, size: file.size, type: file.type } : null;
  };
  return {
    files: { original: held('original'), audio: held('audio'), small: held('small') },
    preview:
      previewCount !== null && previewSeconds !== null
        ? { count: previewCount, seconds: previewSeconds }
        : null,
  };
};

const playerSelect = {
  ...recordingSelect,
  transcodes: {
    select: { kind: true, state: true, progress: true, failure: true },
    orderBy: { kind: 'asc' },
  },
} satisfies Prisma.RecordingSelect;

/** A recording with all that its player shows: who was there, chapters (seconds), files (bytes), other forms in the making. */
export const getRecording = async ({ recording: { id }, room, role }: RecordingAccess) => {
  const found = await db().recording.findUnique({ where: { id }, select: playerSelect });
  const { transcodes, ...row } = found ?? fail('NOT_FOUND');
  const [there = []] = await findWhoWasThere([row]);
  return {
    ...recordingItem(row, there),
    people: there,
    room: { id: room.id, name: room.name },
    chapters: await findChapters(row, there),
    ...(await findPlayable(id)),
    transcodes,
    canManage: canInRoom(role, 'recording:manage'),
  };
};
