import 'server-only';
import { db } from '../db';
import { fail } from '../errors';
import { abortMultipart, beginMultipart, listParts, type Multipart, type Part } from '../multipart';
import { objectSize } from '../objectStore';
import type { Upload } from './findUpload';

/** Bytes of each part but the last: a part's number alone says where it lies, whoever sends it. */
export const PART_SIZE = 8 * 1024 * 1024;

export interface Stored {
  /** Bytes from the file's beginning on that need not come again. */
  bytes: number;
  parts: Part[];
  /** Null where the store knows of no upload: none has begun, or the object lies there whole. */
  multipart: Multipart | null;
}

/** The parts from the first on, up to a gap or one that was cut short. */
const contiguous = (parts: readonly Part[], size: number): Part[] => {
  const kept: Part[] = [];
  for (const part of parts) {
    const offset = kept.length * PART_SIZE;
    const isRight = part.number === kept.length + 1 && part.size === Math.min(PART_SIZE, size - offset);
    if (!isRight) break;
    kept.push(part);
  }
  return kept;
};

/** What the store has of an upload: the one memory of it that outlives any process. Fails STORE_UNAVAILABLE. */
export const findStored = async ({ id, size, upload }: Upload): Promise<Stored> => {
  const multipart = upload?.uploadId ? { key: id, uploadId: upload.uploadId } : null;
  const listed = multipart && (await listParts(multipart));
  if (multipart && listed) {
    const parts = contiguous(listed, size);
    return { bytes: parts.reduce((sum, part) => sum + part.size, 0), parts, multipart };
  }
  // Put together already, or never in parts, being small: then there is all of it or nothing.
  const isWhole = (await objectSize(id)) === size;
  return { bytes: isWhole ? size : 0, parts: [], multipart: null };
};

/** Begins a file's multipart upload; of two requests that do so at once both get the same one. Fails NOT_FOUND. */
export const openMultipart = async ({ id, upload }: Upload): Promise<Multipart> => {
  const uploadId = await beginMultipart(id);
  // Another id than the one that was read means that somebody else has begun since.
  const { count } = await db().uploadSession.updateMany({
    where: { fileId: id, uploadId: upload?.uploadId ?? null },
    data: { uploadId },
  });
  if (count === 1) return { key: id, uploadId };
  await abortMultipart({ key: id, uploadId });
  const theirs = await db().uploadSession.findUnique({ where: { fileId: id }, select: { uploadId: true } });
  return { key: id, uploadId: theirs?.uploadId ?? fail('NOT_FOUND') };
};
