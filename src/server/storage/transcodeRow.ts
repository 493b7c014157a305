import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';
import type { Prisma } from '@/generated/prisma/client';
import { db, type Tx } from '../db';
import { log } from '../log';
import { tellRecordings } from '../rooms/tellRecordings';

/** Milliseconds between two signs of life. */
const BEAT = 1_000;
/** Lists are told of progress in steps of this. */
const STEP = 0.1;

const claimedSelect = {
  id: true,
  kind: true,
  tenantId: true,
  recording: {
    select: {
      id: true,
      tenantId: true,
      roomId: true,
      name: true,
      files: {
        where: { rendition: 'original', state: 'stored' },
        select: { id: true, rendition: true, ownerId: true, ownerIsGuest: true, ownerName: true },
      },
    },
  },
} satisfies Prisma.TranscodeSelect;

export type Claimed = Prisma.TranscodeGetPayload<{ select: typeof claimedSelect }>;

/** Takes a transcode that waits, if no other process has it; null where there is nothing to do. */
export const claimTranscode = async (id: string): Promise<Claimed | null> => {
  const { count } = await db().transcode.updateMany({
    where: { id, state: 'waiting' },
    data: { state: 'running', heartbeatAt: new Date(), progress: 0 },
  });
  if (count === 0) return null;
  const claimed = await db().transcode.findUnique({ where: { id }, select: claimedSelect });
  if (claimed) await tellRecordings(claimed.recording);
  return claimed;
};

/** Ended because somebody called it off, or because its recording is gone. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Marks a transcode done, in the transaction that keeps what it made. Throws Cancelled where nobody wants that any more. */
export const markDone = async (tx: Tx, id: string, fileId: string | null) => {
  const { count } = await tx.transcode.updateMany({
    where: { id, state: 'running' },
    data: { state: 'done', progress: 1, fileId },
  });
  if (count === 0) throw new Cancelled();
};

/** Has a transcode wait again, for another process to take it. */
export const giveBack = async ({ id }: Claimed) => {
  await db().transcode.updateMany({
    where: { id, state: 'running' },
    data: { state: 'waiting', progress: 0 },
  });
};

/** Marks a transcode failed, with the reason in words. */
export const markFailed = async ({ id, recording }: Claimed, failure: string) => {
  await db().transcode.updateMany({ where: { id, state: 'running' }, data: { state: 'failed', failure } });
  await tellRecordings(recording);
};

/**
 * Says every second, until `ended`, that the work goes on and how far it is; `abort` ends the work where the row says
 * that nobody wants it any more, whichever instance was told so.
 */
export const keepBeating = async (
  { id, recording }: Claimed,
  { progress, abort, ended }: { progress: () => number; abort: AbortController; ended: AbortSignal },
) => {
  let told = 0;
  for (;;) {
    await wait(BEAT, undefined, { signal: ended }).catch(() => undefined);
    if (ended.aborted) return;
    try {
      const { count } = await db().transcode.updateMany({
        where: { id, state: 'running' },
        data: { heartbeatAt: new Date(), progress: progress() },
      });
      if (count === 0) return abort.abort(new Cancelled());
      if (progress() >= told + STEP) {
        told = progress();
        await tellRecordings(recording);
      }
    } catch (error) {
      log().warn({ id, error: error instanceof Error ? error.message : error }, 'transcode has no heartbeat');
    }
  }
};
