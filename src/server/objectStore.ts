import 'server-only';
import { CreateBucketCommand, HeadBucketCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { env } from './env';

let client: S3Client | undefined;
const s3 = () =>
  (client ??= new S3Client({
    endpoint: env().S3_ENDPOINT,
    region: env().S3_REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: env().S3_ACCESS_KEY, secretAccessKey: env().S3_SECRET_KEY },
  }));

/** Proves that the object store answers and holds our bucket, which is made at first use. */
export const pingObjectStore = async (signal: AbortSignal) => {
  const bucket = { Bucket: env().S3_BUCKET };
  try {
    await s3().send(new HeadBucketCommand(bucket), { abortSignal: signal });
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await s3().send(new CreateBucketCommand(bucket), { abortSignal: signal });
  }
};
