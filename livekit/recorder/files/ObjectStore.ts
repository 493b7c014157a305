import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Settings } from '../settings.ts';

const partSize = 16 * 1024 * 1024;

// Held against what comes: a store that lost its sender midway would keep half a part for a whole one.
const checksumOf = (bytes: Uint8Array): string => {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes));
  return checksum.toString('base64');
};

const read = async (file: FileHandle, position: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Error('the file became shorter');
    done += bytesRead;
  }
  return bytes;
};

/** The object store that recordings go to. */
export class ObjectStore {
  readonly #client: S3Client;
  readonly #setting: Settings['store'];

  constructor(setting: Settings['store']) {
    this.#setting = setting;
    this.#client = new S3Client({
      endpoint: setting.endpoint,
      region: setting.region,
      forcePathStyle: true,
      credentials: { accessKeyId: setting.accessKey, secretAccessKey: setting.secretKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      // A store that takes a part in, or puts a long recording together, takes its time; one that hangs is tried again.
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 120_000, throwOnRequestTimeout: true },
      maxAttempts: 1,
    });
  }

  locationOf(key: string): string {
    return `${this.#setting.endpoint}/${this.#setting.bucket}/${key}`;
  }

  /** Stores a file whole under a key, in place of what was there. Throws where the store doesn't take it. */
  async upload(path: string, key: string, contentType: string): Promise<void> {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const target = { Bucket: this.#setting.bucket, Key: key };
      if (size > partSize) await this.#uploadInParts(file, size, { ...target, ContentType: contentType });
      else {
        const Body = await read(file, 0, size);
        await this.#client.send(
          new PutObjectCommand({
            ...target,
            Body,
            ContentLength: size,
            ContentType: contentType,
            ChecksumCRC32: checksumOf(Body),
          }),
        );
      }
    } finally {
      await file.close();
    }
  }

  async #uploadInParts(
    file: FileHandle,
    size: number,
    target: { Bucket: string; Key: string; ContentType: string },
  ): Promise<void> {
    const begin = new CreateMultipartUploadCommand({ ...target, ChecksumAlgorithm: 'CRC32' });
    const { UploadId } = await this.#client.send(begin);
    const { Bucket, Key } = target;
    const upload = { Bucket, Key, UploadId };
    try {
      const Parts: { PartNumber: number; ETag: string | undefined; ChecksumCRC32: string }[] = [];
      for (let position = 0; position < size; position += partSize) {
        const Body = await read(file, position, Math.min(partSize, size - position));
        const ChecksumCRC32 = checksumOf(Body);
        const PartNumber: number = Parts.length + 1;
        const { ETag } = await this.#client.send(
          new UploadPartCommand({ ...upload, PartNumber, Body, ContentLength: Body.length, ChecksumCRC32 }),
        );
        Parts.push({ PartNumber, ETag, ChecksumCRC32 });
      }
      await this.#client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    } catch (error) {
      // Best effort: the app clears away what is left of uploads that nobody completed.
      await this.#client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      throw error;
    }
  }
}
