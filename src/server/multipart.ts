import 'server-only';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { ask, bucket, checksumOf, s3 } from './objectStore';

/** A multipart upload: the key of the object to be, and the store's own id of the upload. */
export interface Multipart {
  key: string;
  uploadId: string;
}

export interface Part {
  /** From 1 on. */
  number: number;
  size: number;
  etag: string;
  checksum: string | undefined;
}

const target = ({ key, uploadId }: Multipart) => ({ ...bucket(), Key: key, UploadId: uploadId });

const isGone = (error: unknown) => error instanceof S3ServiceException && error.name === 'NoSuchUpload';

/** Runs a request; null where the store knows no such upload, being completed or aborted. */
const orGone = async <T>(request: Promise<T>): Promise<T | null> => {
  try {
    return await ask(request);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
};

/** Begins a multipart upload; returns the store's id of it. Fails STORE_UNAVAILABLE. */
export const beginMultipart = async (key: string): Promise<string> => {
  const { UploadId } = await ask(
    s3().send(new CreateMultipartUploadCommand({ ...bucket(), Key: key, ChecksumAlgorithm: 'CRC32' })),
  );
  if (!UploadId) throw new Error('the store gave a multipart upload no id');
  return UploadId;
};

/** Stores a part; null where the upload is over. Fails STORE_UNAVAILABLE. */
export const putPart = async (upload: Multipart, number: number, body: Uint8Array): Promise<Part | null> => {
  const checksum = checksumOf(body);
  const command = new UploadPartCommand({
    ...target(upload),
    PartNumber: number,
    Body: body,
    ContentLength: body.length,
    ChecksumCRC32: checksum,
  });
  const stored = await orGone(s3().send(command));
  return stored && { number, size: body.length, etag: stored.ETag ?? '', checksum };
};

/** The parts that are stored, by number; null where the upload is over. Fails STORE_UNAVAILABLE. */
export const listParts = async (upload: Multipart): Promise<Part[] | null> => {
  const parts: Part[] = [];
  let marker: string | undefined;
  do {
    const page = await orGone(
      s3().send(new ListPartsCommand({ ...target(upload), PartNumberMarker: marker })),
    );
    if (!page) return null;
    for (const { PartNumber = 0, Size = 0, ETag = '', ChecksumCRC32 } of page.Parts ?? [])
      parts.push({ number: PartNumber, size: Size, etag: ETag, checksum: ChecksumCRC32 });
    marker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (marker);
  return parts.toSorted((a, b) => a.number - b.number);
};

/** Makes the object out of its parts; false where the upload is over. Fails STORE_UNAVAILABLE. */
export const completeMultipart = async (upload: Multipart, parts: readonly Part[]): Promise<boolean> => {
  const Parts = parts.map(({ number, etag, checksum }) => ({
    PartNumber: number,
    ETag: etag,
    ChecksumCRC32: checksum,
  }));
  const command = new CompleteMultipartUploadCommand({ ...target(upload), MultipartUpload: { Parts } });
  return (await orGone(s3().send(command))) !== null;
};

/** Ends a multipart upload and frees its parts; one that is over is no error. Fails STORE_UNAVAILABLE. */
export const abortMultipart = async (upload: Multipart) => {
  await orGone(s3().send(new AbortMultipartUploadCommand(target(upload))));
};

/** Every multipart upload that nobody has completed or aborted, a page at a time. Fails STORE_UNAVAILABLE. */
export async function* listMultiparts(): AsyncGenerator<Multipart[]> {
  let marker: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | null = {};
  while (marker) {
    const page: ListMultipartUploadsCommandOutput = await ask(
      s3().send(new ListMultipartUploadsCommand({ ...bucket(), ...marker })),
    );
    yield (page.Uploads ?? []).map(({ Key = '', UploadId = '' }) => ({ key: Key, uploadId: UploadId }));
    marker = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
      : null;
  }
}
