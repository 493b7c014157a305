import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CompletedPart,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Logger } from 'pino';
import type { Settings } from './settings.ts';

const PART = 32 * 1024 * 1024;
const SECOND = 1_000;

/** The checksum that the store holds a body against: without one some stores keep half of what a dead sender sent. */
const checksumOf = (body: Uint8Array): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
};

/** The bucket that recordings go to. */
export class Store {
  readonly #s3: S3Client;
  readonly #bucket: string;
  readonly #log: Logger;

  constructor({ endpoint, region, bucket, accessKey, secretKey }: Settings['store'], log: Logger) {
    this.#bucket = bucket;
    this.#log = log;
    this.#s3 = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 3 * SECOND, requestTimeout: 120 * SECOND },
    });
  }

  /** Stores a file under a key; tries again, in growing pauses, for as long as the store is away. */
  async keep(file: string, key: string): Promise<void> {
    for (let pause = SECOND; ; pause = Math.min(pause * 2, 30 * SECOND)) {
      try {
        return await this.#put(file, key);
      } catch (error) {
        this.#log.warn({ key, error: error instanceof Error ? error.message : error }, 'upload failed');
        await wait(pause);
      }
    }
  }

  async #put(file: string, key: string): Promise<void> {
    const handle = await open(file);
    try {
      const { size } = await handle.stat();
      const read = async (at: number) => {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(PART, size - at)), {
          position: at,
        });
        return buffer.subarray(0, bytesRead);
      };
      await (size <= PART ? this.#putWhole(key, await read(0)) : this.#putParts(key, size, read));
    } finally {
      await handle.close();
    }
  }

  async #putWhole(Key: string, Body: Uint8Array): Promise<void> {
    const put = {
      Bucket: this.#bucket,
      Key,
      Body,
      ChecksumCRC32: checksumOf(Body),
      ContentType: 'video/mp4',
    };
    await this.#s3.send(new PutObjectCommand(put));
  }

  async #putParts(Key: string, size: number, read: (at: number) => Promise<Uint8Array>): Promise<void> {
    const { UploadId } = await this.#s3.send(
      new CreateMultipartUploadCommand({
        Bucket: this.#bucket,
        Key,
        ChecksumAlgorithm: 'CRC32',
        ContentType: 'video/mp4',
      }),
    );
    const upload = { Bucket: this.#bucket, Key, UploadId };
    try {
      const Parts: CompletedPart[] = [];
      for (let at = 0; at < size; at += PART) {
        const Body = await read(at);
        const part = { PartNumber: Parts.length + 1, ChecksumCRC32: checksumOf(Body) };
        const { ETag } = await this.#s3.send(new UploadPartCommand({ ...upload, ...part, Body }));
        Parts.push({ ...part, ETag });
      }
      await this.#s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
    } catch (error) {
      // What can't be aborted now is cleaned away by the app.
      await this.#s3.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      throw error;
    }
  }
}
