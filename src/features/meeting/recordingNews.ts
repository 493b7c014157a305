import { isRecordingNow } from '@/shared/recordings';
import type { Recording } from './Recording';

type Known = Pick<Recording, 'id' | 'state' | 'failure'>;

/** `started`: from now on one is recorded; `stopped` and `failed`: no longer; `unsaved`: nor was it worth it; `saved`. */
export type RecordingNews = 'started' | 'stopped' | 'failed' | 'unsaved' | 'saved';

const hasFailed = ({ state, failure }: Known) =>
  (state === 'failed' || state === 'lost') && failure !== 'stoppedEarly';

/**
 * What somebody is to be told when `after` follows on what they know; null where it is nothing new. Who has been told
 * that they are recorded is told when they aren't any more, whatever the reason.
 */
export const recordingNews = (before: Known | null, after: Known | null): RecordingNews | null => {
  if (!after) return before && isRecordingNow(before.state) ? 'stopped' : null;
  const known = before?.id === after.id ? before : null;
  const wasNow = known !== null && isRecordingNow(known.state);
  if (isRecordingNow(after.state)) return wasNow ? null : 'started';
  if (wasNow) return hasFailed(after) ? 'failed' : 'stopped';
  if (known?.state !== 'ending') return null;
  if (hasFailed(after)) return 'unsaved';
  return after.state === 'complete' ? 'saved' : null;
};
