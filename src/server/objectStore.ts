import 'server-only';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { createBreaker, Resting } from './createBreaker';
import { env } from './env';
import { fail } from './errors';
import { log } from './log';

/** Keys that one request may delete (S3, DeleteObjects). */
const DELETE_MAX = 1_000;

/** Milliseconds until an answer begins: a store that takes bytes in, or puts a big upload together, takes its time. */
const PATIENCE = 10_000;
const LONG_PATIENCE = 120_000;
const isLong = (method: string) => method === 'PUT' || method === 'POST';

const guard = createBreaker({
  part: 'object store',
  // Below S3's own words: each answer is one, whatever it says.
  isAnswer: () => false,
});

const connect = () => {
  const created = new S3Client({
    endpoint: env().S3_ENDPOINT,
    region: env().S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: env().S3_ACCESS_KEY, secretAccessKey: env().S3_SECRET_KEY },
    // What not every S3 server knows is sent only where an operation asks for it.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    // Between two pieces of an answer: somebody may read slowly.
    requestHandler: { connectionTimeout: 3_000, throwOnRequestTimeout: true, socketTimeout: 600_000 },
  });
  const { requestHandler } = created.config;
  const handle = requestHandler.handle.bind(requestHandler);
  requestHandler.handle = async (request, options) => {
    const requestTimeout = isLong(request.method) ? LONG_PATIENCE : PATIENCE;
    return await guard(async () => await handle(request, { requestTimeout, ...options }));
  };
  // Each byte would be hashed once more for the signature, to prove what TCP on loopback or TLS proves already.
  created.middlewareStack.add(
    (next, context) => async (args) => {
      const isBody =
        context.commandName === 'PutObjectCommand' || context.commandName === 'UploadPartCommand';
      const { request } = args as { request: { headers: Record<string, string> } };
      if (isBody) request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
      return await next(args);
    },
    { step: 'build', name: 'unsignedPayload' },
  );
  return created;
};

const globals = globalThis as { webmtgObjectStore?: S3Client };

/** The object store's client of this process. */
export const s3 = () => (globals.webmtgObjectStore ??= connect());

export const bucket = () => ({ Bucket: env().S3_BUCKET });

/** Runs one request to the store. Fails STORE_UNAVAILABLE where the store does not answer, or not sensibly. */
export const ask = async <T>(request: Promise<T>): Promise<T> => {
  try {
    return await request;
  } catch (error) {
    const isAnswer = error instanceof S3ServiceException && (error.$metadata.httpStatusCode ?? 500) < 500;
    if (isAnswer || (error instanceof Error && error.name === 'AbortError')) throw error;
    if (!(error instanceof Resting))
      log().error({ error: error instanceof Error ? error.message : error }, 'object store');
    return fail('STORE_UNAVAILABLE');
  }
};

/** Proves that the object store answers and holds our bucket, which is made at first use. */
export const pingObjectStore = async (signal: AbortSignal) => {
  try {
    await s3().send(new HeadBucketCommand(bucket()), { abortSignal: signal });
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await s3().send(new CreateBucketCommand(bucket()), { abortSignal: signal });
  }
};

/**
 * The checksum that the store holds a body against (S3, x-amz-checksum-crc32). Without one versitygw keeps what had
 * come of a part when its sender died, and lists it as whole.
 */
export const checksumOf = (body: Uint8Array): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
};

/** Stores one object whole, in place of what was there. Fails STORE_UNAVAILABLE. */
export const putObject = async (key: string, body: Uint8Array, signal?: AbortSignal) => {
  const command = new PutObjectCommand({
    ...bucket(),
    Key: key,
    Body: body,
    ContentLength: body.length,
    ChecksumCRC32: checksumOf(body),
  });
  await ask(s3().send(command, signal ? { abortSignal: signal } : {}));
};

/** Bytes from `first` to `last`, the last one included. */
export interface ByteRange {
  first: number;
  last: number;
}

/** An object's bytes as a stream, or null where there is none. Fails STORE_UNAVAILABLE. */
export const getObject = async (
  key: string,
  { range, signal }: { range?: ByteRange; signal?: AbortSignal } = {},
): Promise<Readable | null> => {
  const command = new GetObjectCommand({
    ...bucket(),
    Key: key,
    ...(range ? { Range: `bytes=${range.first}-${range.last}` } : {}),
  });
  try {
    const { Body } = await ask(s3().send(command, signal ? { abortSignal: signal } : {}));
    return (Body as Readable | undefined) ?? null;
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
};

/** An object's bytes, all or a range of them, or null where there is none. Fails STORE_UNAVAILABLE. */
export const readObject = async (key: string, range?: ByteRange): Promise<Buffer | null> => {
  const body = await getObject(key, range ? { range } : {});
  if (!body) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** How many bytes an object has, or null where there is none. Fails STORE_UNAVAILABLE. */
export const objectSize = async (key: string): Promise<number | null> => {
  try {
    return (await ask(s3().send(new HeadObjectCommand({ ...bucket(), Key: key })))).ContentLength ?? 0;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
};

/** Deletes objects; those that aren't there are no error. Fails STORE_UNAVAILABLE. */
export const deleteObjects = async (keys: readonly string[]) => {
  for (let start = 0; start < keys.length; start += DELETE_MAX) {
    const Objects = keys.slice(start, start + DELETE_MAX).map((Key) => ({ Key }));
    const command = new DeleteObjectsCommand({ ...bucket(), Delete: { Objects, Quiet: true } });
    const { Errors } = await ask(s3().send(command));
    if (Errors?.length) throw new Error(`the store kept ${Errors.length} objects: ${Errors[0]?.Message}`);
  }
};

/** The key of every object in the store, a page at a time, in the order of their bytes. Fails STORE_UNAVAILABLE. */
export async function* listObjects(): AsyncGenerator<string[]> {
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({ ...bucket(), ContinuationToken: token });
    const { Contents = [], NextContinuationToken } = await ask(s3().send(command));
    yield Contents.map(({ Key = '' }) => Key);
    token = NextContinuationToken;
  } while (token);
}
