import 'server-only';
import { db } from '../db';
import type { Removed, RunOptions } from '../jobs';
import { queueTranscode } from './transcodeQueue';

/** Milliseconds without a sign of life after which the process that had it is dead. */
const SILENCE_MAX = 60_000;
/** Milliseconds after which a transcode that ends neither way is given up. */
const AGE_MAX = 24 * 3600 * 1000;

const unfinished = { state: { in: ['waiting' as const, 'running' as const] } };

/** Transcodes whose process died wait again; those that wait are queued, where the queue has lost them; none does so for ever. */
export const sweepTranscodes = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const old = { ...unfinished, createdAt: { lt: new Date(Date.now() - AGE_MAX) } };
  const silent = {
    state: 'running' as const,
    OR: [{ heartbeatAt: null }, { heartbeatAt: { lt: new Date(Date.now() - SILENCE_MAX) } }],
  };
  if (isDryRun) return { transcodesResumed: await db().transcode.count({ where: silent }) };
  const { count: transcodesGivenUp } = await db().transcode.updateMany({
    where: old,
    data: { state: 'failed', failure: 'It was not done within a day.' },
  });
  const { count: transcodesResumed } = await db().transcode.updateMany({
    where: silent,
    data: { state: 'waiting', progress: 0 },
  });
  const waiting = await db().transcode.findMany({ where: { state: 'waiting' }, select: { id: true } });
  for (const { id } of waiting) await queueTranscode(id);
  return { transcodesGivenUp, transcodesResumed };
};
