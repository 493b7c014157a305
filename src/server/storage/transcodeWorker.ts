import 'server-only';
import { DelayedError, Worker } from 'bullmq';
import { whenLeaving } from '../leaving';
import { log } from '../log';
import { isRedisAway, patientRedis } from '../redis';
import { runTranscode } from './runTranscode';
import { TRANSCODE_QUEUE } from './transcodeQueue';
import { sweepWorkFolders } from './workFolders';

/** Milliseconds until another instance takes up what this one gave back. */
const PAUSE = 1_000;

/** Has this process make other forms of recordings, one at a time. */
export const startTranscoding = () => {
  sweepWorkFolders().catch((error: unknown) => log().warn({ error }, 'work folders left behind'));
  const worker = new Worker<{ id: string }>(
    TRANSCODE_QUEUE,
    async (job, token) => {
      if ((await runTranscode(job.data.id)) === 'given back') {
        await job.moveToDelayed(Date.now() + PAUSE, token);
        throw new DelayedError();
      }
    },
    { connection: patientRedis('transcodes'), concurrency: 1 },
  );
  whenLeaving(async () => await worker.close());
  worker.on('failed', (job, error) => log().error({ id: job?.data.id, error }, 'transcode failed'));
  worker.on('error', (error) => {
    if (!isRedisAway()) log().warn({ error: error.message }, 'transcodes');
  });
};
