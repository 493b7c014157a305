import 'server-only';
import { TwirpError } from 'livekit-server-sdk';
import { db } from '../db';
import { isRunning, listEgresses, startEgress } from '../egress';
import { env } from '../env';
import { log } from '../log';
import { applyOrStop, giveUp, ledgerSelect, type LedgerRow } from './recordingLedger';

/** Milliseconds after which an instance that asked for a recorder is taken for dead, and another one asks. */
const LEASE = 60_000;

const pageSelect = {
  ...ledgerSelect,
  hasNames: true,
  hasTitle: true,
  hasClock: true,
  room: { select: { name: true, host: { select: { locale: true } } } },
} as const;

const findRequested = async (id: string) =>
  await db().recording.findFirst({ where: { id, state: 'requested' }, select: pageSelect });

type Requested = NonNullable<Awaited<ReturnType<typeof findRequested>>>;

const pageUrl = ({ room, hasNames, hasTitle, hasClock }: Requested) => {
  const url = new URL(env().RECORDING_PAGE_URL ?? `${env().WEBMTG_URL}/recording`);
  url.searchParams.set('locale', room.host.locale);
  url.searchParams.set('names', hasNames ? '1' : '0');
  url.searchParams.set('clock', hasClock ? '1' : '0');
  if (hasTitle) url.searchParams.set('title', room.name);
  return url.href;
};

const takeLease = async (id: string) => {
  const before = new Date(Date.now() - LEASE);
  const { count } = await db().recording.updateMany({
    where: { id, state: 'requested', OR: [{ launchedAt: null }, { launchedAt: { lt: before } }] },
    data: { launchedAt: new Date() },
  });
  return count === 1;
};

/** No recorder was free, or LiveKit could not be asked: somebody asks again in a while. */
const waitForTurn = async ({ id }: LedgerRow, error: unknown) => {
  log().info({ recordingId: id, error: error instanceof Error ? error.message : error }, 'no recorder yet');
  await db().recording.updateMany({ where: { id, state: 'requested' }, data: { launchedAt: null } });
};

const REFUSED = new Set(['invalid_argument', 'permission_denied', 'unauthenticated', 'unimplemented']);

const order = async (row: Requested) => {
  try {
    // An instance that died may have been heard before it did.
    const known = (await listEgresses(row.roomId)).find(
      (one) => one.recordingId === row.id && isRunning(one),
    );
    await applyOrStop(known ?? (await startEgress({ ...row, recordingId: row.id, pageUrl: pageUrl(row) })));
  } catch (error) {
    if (error instanceof TwirpError && error.code === 'not_found')
      await giveUp(row, 'failed', 'meetingEnded', error.message);
    else if (error instanceof TwirpError && REFUSED.has(error.code ?? ''))
      await giveUp(row, 'failed', 'refused', error.message);
    else await waitForTurn(row, error);
  }
};

/** Asks LiveKit for a recorder, unless another instance is asking; takes up to half a minute, and never throws. */
export const launchRecording = async (id: string) => {
  try {
    if (!(await takeLease(id))) return;
    const row = await findRequested(id);
    if (row) await order(row);
  } catch (error) {
    log().error({ recordingId: id, error }, 'recording not launched');
  }
};
