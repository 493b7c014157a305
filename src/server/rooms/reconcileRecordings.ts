import 'server-only';
import { db } from '../db';
import { isRunning, listEgresses, type Sighting, stopEgress } from '../egress';
import { AppError } from '../errors';
import type { Removed, RunOptions } from '../jobs';
import { listOpenRooms } from '../livekit';
import { log } from '../log';
import { launchRecording } from './launchRecording';
import { isLost } from './lostRecorder';
import {
  adoptFile,
  applyOrStop,
  giveUp,
  type LedgerRow,
  ledgerSelect,
  MOVING,
  stopUnwanted,
} from './recordingLedger';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Milliseconds that a recording waits for a recorder that is free. */
const QUEUE_MAX = 10 * MINUTE;
/** How many of those that wait ask at once: the oldest. */
const LAUNCHED_AT_ONCE = 4;
/** Milliseconds that a recorder may take to show its first picture. */
const START_MAX = 90 * SECOND;
/** Milliseconds after which the order to stop is given again. */
const STOP_AGAIN = 20 * SECOND;
/** Milliseconds that a file may be on its way into the store, as while the store is down. */
const SAVE_MAX = 60 * MINUTE;
/** Milliseconds for which the file of a recording that was given up is still looked for. */
const ADOPTION = 7 * 24 * 60 * MINUTE;

const age = (time: Date | null) => Date.now() - (time?.getTime() ?? 0);

/** One that can't be judged now, as while the store is down, is judged the next time. */
const attempt = async (id: string, work: () => Promise<unknown>) => {
  try {
    await work();
  } catch (error) {
    const isExpected = error instanceof AppError;
    log().warn({ id, error: isExpected ? error.message : error }, 'not reconciled');
  }
};

const listSightings = async (): Promise<Sighting[]> => {
  try {
    return await listEgresses();
  } catch (error) {
    log().warn({ error: error instanceof Error ? error.message : error }, 'LiveKit lists no egresses');
    return [];
  }
};

const openRooms = async () => {
  const open = await listOpenRooms().catch(() => null);
  return open && new Set(open.map(({ name }) => name));
};

const moveRequested = async (row: LedgerRow, open: Set<string> | null) => {
  if (open && !open.has(row.roomId) && age(row.requestedAt) > STOP_AGAIN)
    await giveUp(row, 'failed', 'meetingEnded');
  else if (age(row.requestedAt) > QUEUE_MAX) await giveUp(row, 'failed', 'noRecorder');
};

const moveEnding = async (row: LedgerRow) => {
  if (age(row.endedAt) > SAVE_MAX) await giveUp(row, 'lost', 'recorderLost');
  else if (row.egressId && age(row.stopAskedAt) > STOP_AGAIN && !(await adoptFile(row, null))) {
    await db().recording.updateMany({ where: { id: row.id }, data: { stopAskedAt: new Date() } });
    await stopEgress(row.egressId);
  }
};

/** What time alone decides: no state lasts for ever. */
const moveOn = async (row: LedgerRow, open: Set<string> | null) => {
  switch (row.state) {
    case 'requested':
      return await moveRequested(row, open);
    case 'starting':
      if (age(row.launchedAt ?? row.requestedAt) < START_MAX) return;
      if ((await giveUp(row, 'failed', 'notStarted')) && row.egressId) await stopUnwanted(row.egressId);
      return;
    case 'active':
      if (!(await isLost(row))) return;
      if ((await giveUp(row, 'lost', 'recorderLost')) && row.egressId) await stopUnwanted(row.egressId);
      return;
    case 'ending':
      return await moveEnding(row);
    case 'complete':
    case 'failed':
    case 'lost':
  }
};

const findMoving = async () =>
  await db().recording.findMany({
    where: { state: { in: [...MOVING] } },
    select: ledgerSelect,
    orderBy: { id: 'asc' },
  });

/** The file of a recording that was given up may have come since: a recorder saved it when it was back. */
const adoptGivenUp = async (sightings: ReadonlyMap<string, Sighting>) => {
  const rows = await db().recording.findMany({
    where: {
      state: { in: ['failed', 'lost'] },
      egressId: { not: null },
      requestedAt: { gt: new Date(Date.now() - ADOPTION) },
      deletedAt: null,
    },
    select: ledgerSelect,
  });
  let adopted = 0;
  for (const row of rows)
    await attempt(row.id, async () => {
      if (await adoptFile(row, sightings.get(row.egressId ?? '') ?? null)) adopted += 1;
    });
  return adopted;
};

const launchOldest = async () => {
  const waiting = (await findMoving()).filter(({ state }) => state === 'requested');
  // Each takes up to half a minute, and nobody here waits for it.
  for (const { id } of waiting.slice(0, LAUNCHED_AT_ONCE)) void launchRecording(id);
};

/**
 * Holds the ledger against what LiveKit and the store know: applies what no webhook told, gives up what hangs, stops
 * what nobody waits for, takes in files that nobody claimed, and gives those their turn who wait for a recorder.
 */
export const reconcileRecordings = async ({ isDryRun }: RunOptions): Promise<Removed> => {
  const before = await findMoving();
  if (isDryRun) return { recordingsUnsettled: before.length };
  // Several egresses may make one recording, or none of ours: each is judged by itself.
  const sightings = new Map((await listSightings()).map((sighting) => [sighting.egressId, sighting]));
  const moving = new Set(before.map(({ id }) => id));
  for (const sighting of sightings.values())
    if (isRunning(sighting) || moving.has(sighting.recordingId ?? ''))
      await attempt(sighting.egressId, async () => await applyOrStop(sighting));
  const open = before.length > 0 ? await openRooms() : null;
  for (const row of await findMoving()) await attempt(row.id, async () => await moveOn(row, open));
  const adopted = await adoptGivenUp(sightings);
  await launchOldest();
  const still = new Set((await findMoving()).map(({ id }) => id));
  return { recordingsSettled: before.filter(({ id }) => !still.has(id)).length, recordingsFound: adopted };
};
