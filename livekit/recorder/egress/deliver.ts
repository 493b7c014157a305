import { EgressStatus } from '@livekit/protocol';
import { finishFile } from '../files/finishFile.ts';
import { log } from '../log.ts';
import { nanoseconds } from '../psrpc/nanoseconds.ts';
import type { EgressRecord } from './EgressRecord.ts';
import type { End } from './End.ts';
import type { Means } from './Means.ts';
import { untilDone } from './untilDone.ts';

const pauses = { first: 500, longest: 15_000 };

/** Ends an egress that has no file; resolves once LiveKit knows. */
export const giveUp = async (
  record: EgressRecord,
  { reporter }: Means,
  { reason, error }: End,
): Promise<void> => {
  const { info } = record;
  const isAborted = reason !== 'Failure';
  info.status = isAborted ? EgressStatus.EGRESS_ABORTED : EgressStatus.EGRESS_FAILED;
  info.errorCode = isAborted ? 412 : 500;
  info.error =
    error ??
    (reason === 'StopEgress API' ? 'Stop called before pipeline could start' : `${reason} before start`);
  info.details = `End reason: ${reason}`;
  info.endedAt = nanoseconds();
  await close(record, reporter);
};

/** Makes the file, stores it for as long as that takes, and tells LiveKit. */
export const deliver = async (record: EgressRecord, means: Means, end: End): Promise<void> => {
  const { settings, store, reporter } = means;
  const { info } = record;
  const { egressId } = info;
  const finished = await finishFile(settings, record.live, record.final);
  if (!finished)
    return await giveUp(record, means, { reason: 'Failure', error: end.error ?? 'nothing was recorded' });
  const type = record.isAudioOnly ? 'audio/mp4' : 'video/mp4';
  await untilDone(`${egressId} not stored`, pauses, async () => {
    await store.upload(record.final, record.filepath, type);
  });
  record.file = {
    duration: finished.duration,
    size: BigInt(finished.size),
    location: store.locationOf(record.filepath),
  };
  info.status =
    end.reason === 'Limit reached' ? EgressStatus.EGRESS_LIMIT_REACHED : EgressStatus.EGRESS_COMPLETE;
  info.endedAt = nanoseconds();
  await close(record, reporter);
};

const close = async (record: EgressRecord, reporter: Means['reporter']): Promise<void> => {
  const { egressId, status, details, error } = record.info;
  log.info({ egressId, status: EgressStatus[status], details, reason: error || undefined }, 'ended');
  await reporter.update(record);
};

/** Notes that an egress that runs comes to its end, and why. */
export const markEnding = ({ info }: EgressRecord, { reason, error }: End): void => {
  info.status = EgressStatus.EGRESS_ENDING;
  info.details = `End reason: ${reason}${error ? `, cut short: ${error}` : ''}`;
  if (error) info.error = `cut short: ${error}`;
};
