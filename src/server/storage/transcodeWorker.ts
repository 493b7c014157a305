import 'server-only';
import { Worker } from 'bullmq';
import { log } from '../log';
import { patientRedis } from '../redis';
import { runTranscode } from './runTranscode';
import { TRANSCODE_QUEUE } from './transcodeQueue';
import { sweepWorkFolders } from './workFolders';

/** Has this process make other forms of recordings, one at a time. */
export const startTranscoding = () => {
  sweepWorkFolders().catch((error: unknown) => log().warn({ error }, 'work folders left behind'));
  const worker = new Worker<{ id: string }>(
    TRANSCODE_QUEUE,
    async ({ data }) => await runTranscode(data.id),
    { connection: patientRedis(), concurrency: 1 },
  );
  worker.on('failed', (job, error) => log().error({ id: job?.data.id, error }, 'transcode failed'));
  worker.on('error', (error) => log().warn({ error: error.message }, 'transcodes'));
};
