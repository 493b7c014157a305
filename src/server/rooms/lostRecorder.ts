import 'server-only';
import { db } from '../db';
import { hasRecorder } from '../livekit';
import { redis } from '../redis';
import type { LedgerRow } from './recordingLedger';

/** Milliseconds that a recorder may be out of the call, as on a short cut, before its recording is lost. */
const ABSENCE = 30_000;

/** The channel on which a recorder waits for the order to stop this one recording (psrpc, EgressHandler). */
const orders = (egressId: string) => `EgressHandler|StopEgress|${egressId}|REQ`;

/** Where LiveKit has the same Redis as we: whether a recorder still waits for orders. */
const isListening = async (egressId: string) => {
  const [, listeners] = (await redis().pubsub('NUMSUB', orders(egressId))) as [string, number];
  return listeners > 0;
};

/** Whether a recorder is at it. A room that is closed, or a LiveKit that is gone, has none in it. */
const isThere = async ({ roomId, egressId }: LedgerRow) =>
  egressId !== null &&
  ((await isListening(egressId)) || (await hasRecorder(roomId, egressId).catch(() => false)));

/** Whether the recorder of an active recording has been gone for too long; notes it when it is there. */
export const isLost = async (row: LedgerRow): Promise<boolean> => {
  if (row.state !== 'active') return false;
  if (await isThere(row)) {
    await db().recording.updateMany({ where: { id: row.id }, data: { seenAt: new Date() } });
    return false;
  }
  return Date.now() - (row.seenAt ?? row.startedAt ?? row.requestedAt).getTime() > ABSENCE;
};
