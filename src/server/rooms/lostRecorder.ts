import 'server-only';
import { db } from '../db';
import { hasRecorder } from '../livekit';
import type { LedgerRow } from './recordingLedger';

/** Milliseconds that a recorder may be out of the call, as on a short cut, before its recording is lost. */
const ABSENCE = 30_000;

// A room that is closed, or a LiveKit that is gone, has no recorder in it.
const isThere = async ({ roomId, egressId }: LedgerRow) =>
  egressId !== null && (await hasRecorder(roomId, egressId).catch(() => false));

/** Whether the recorder of an active recording has been gone for too long; notes it when it is there. */
export const isLost = async (row: LedgerRow): Promise<boolean> => {
  if (row.state !== 'active') return false;
  if (await isThere(row)) {
    await db().recording.updateMany({ where: { id: row.id }, data: { seenAt: new Date() } });
    return false;
  }
  return Date.now() - (row.seenAt ?? row.startedAt ?? row.requestedAt).getTime() > ABSENCE;
};
