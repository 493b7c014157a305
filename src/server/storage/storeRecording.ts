import 'server-only';
import { cleanFileName } from '@/shared/fileName';
import { db } from '../db';

export interface RecordedFile {
  /** Bytes. */
  size: number;
  startedAt: Date;
  endedAt: Date;
  /** Seconds; null where only the file itself knows. */
  duration: number | null;
  isCutShort: boolean;
  failureDetail: string | null;
}

/**
 * Completes a recording with its file, and counts the bytes; false where another has done so before. What is recorded
 * is kept even where it goes beyond the quota: that is asked for when a recording starts.
 */
export const storeRecording = async (
  { id }: { id: string },
  { size, ...told }: RecordedFile,
): Promise<boolean> =>
  await db().$transaction(async (tx) => {
    const [recording] = await tx.recording.updateManyAndReturn({
      where: { id, state: { not: 'complete' } },
      data: {
        ...told,
        duration: told.duration ?? (told.endedAt.getTime() - told.startedAt.getTime()) / 1000,
        state: 'complete',
        failure: null,
      },
    });
    if (!recording) return false;
    const { tenantId, roomId, name, isAudioOnly } = recording;
    const room = await tx.room.findUniqueOrThrow({ where: { id: roomId }, select: { hostId: true } });
    await tx.file.create({
      data: {
        id,
        tenantId,
        roomId,
        recordingId: id,
        rendition: 'original',
        purpose: 'recording',
        state: 'stored',
        ownerId: recording.startedById ?? room.hostId,
        ownerIsGuest: false,
        ownerName: recording.startedByName ?? '',
        name: cleanFileName(`${name}.mp4`),
        size,
        type: isAudioOnly ? 'audio/mp4' : 'video/mp4',
        kind: isAudioOnly ? 'audio' : 'video',
      },
      select: { id: true },
    });
    await tx.tenant.update({
      where: { id: tenantId },
      data: { storageUsed: { increment: size } },
      select: { id: true },
    });
    return true;
  });
