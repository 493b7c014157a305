import 'server-only';
import { Queue } from 'bullmq';
import { log } from '../log';
import { redis } from '../redis';

export const TRANSCODE_QUEUE = 'transcode';

const globals = globalThis as { webmtgTranscodes?: Queue };

const connectQueue = () => {
  const created = new Queue(TRANSCODE_QUEUE, {
    connection: redis(),
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  // The connection is the process's own, which tells; who adds to the queue hears of it, too.
  created.on('error', () => undefined);
  return created;
};

const queue = () => (globals.webmtgTranscodes ??= connectQueue());

/** Has some instance take a transcode up. Where Redis is away the sweep finds it later, by its row. */
export const queueTranscode = async (id: string) => {
  try {
    // One that waits already under its id is not queued twice.
    await queue().add('transcode', { id }, { jobId: id });
  } catch (error) {
    log().warn({ id, error: error instanceof Error ? error.message : error }, 'transcode not queued');
  }
};
