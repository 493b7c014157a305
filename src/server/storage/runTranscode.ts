import 'server-only';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../errors';
import { leaving } from '../leaving';
import { log } from '../log';
import { getObject } from '../objectStore';
import { tellRecordings } from '../rooms/tellRecordings';
import { keepTranscode } from './keepTranscode';
import { objectKeyOf } from './objectKeys';
import { TranscodeFailure } from './runFfmpeg';
import { makeWorkFolder, removeWorkFolder } from './workFolders';
import { Cancelled, claimTranscode, type Claimed, giveBack, keepBeating, markFailed } from './transcodeRow';

const fetchOriginal = async ({ recording }: Claimed, folder: string, signal: AbortSignal) => {
  const [original] = recording.files;
  const body = original && (await getObject(objectKeyOf(original), { signal }));
  if (!body) throw new TranscodeFailure('The recording is not in the store.');
  const input = path.join(folder, 'original.mp4');
  await pipeline(body, createWriteStream(input), { signal });
  return { original, input };
};

const WORDS: Partial<Record<AppError['appCode'], string>> = {
  QUOTA_EXCEEDED: 'The storage of the organisation is full.',
  STORE_UNAVAILABLE: 'The object store does not answer.',
};

/** The reason in words, with no path of this machine in them. */
const reasonOf = (error: unknown, folder: string): string => {
  if (error instanceof TranscodeFailure) return error.message.replaceAll(`${folder}${path.sep}`, '');
  const words = error instanceof AppError ? WORDS[error.appCode] : undefined;
  return words ?? 'Something went wrong on the server.';
};

/** This instance stops before the work is done. */
class GivenBack extends Error {
  override readonly name = 'GivenBack';
}

const work = async (transcode: Claimed, folder: string) => {
  const abort = new AbortController();
  const ended = new AbortController();
  let done = 0;
  const beating = keepBeating(transcode, { progress: () => done, abort, ended: ended.signal });
  const { signal } = abort;
  const stop = () => abort.abort(new GivenBack());
  leaving().addEventListener('abort', stop, { signal: ended.signal });
  if (leaving().aborted) stop();
  try {
    const { original, input } = await fetchOriginal(transcode, folder, signal);
    const onProgress = (progress: number) => {
      done = progress;
    };
    await keepTranscode(transcode, { original, folder, input, signal, onProgress });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    ended.abort();
    await beating;
  }
};

/**
 * Makes what a transcode asks for, if it waits still, and keeps it. A failure is kept in words; the original is left
 * alone in any case, and nothing half-made is left behind. Says so where it waits again, since this instance stops.
 */
export const runTranscode = async (id: string): Promise<'over' | 'given back'> => {
  const transcode = await claimTranscode(id);
  if (!transcode) return 'over';
  const folder = await makeWorkFolder();
  try {
    await work(transcode, folder);
    await tellRecordings(transcode.recording);
  } catch (error) {
    if (error instanceof Cancelled) return 'over';
    if (error instanceof GivenBack) {
      await giveBack(transcode);
      return 'given back';
    }
    const reason = reasonOf(error, folder);
    const { kind, recording } = transcode;
    const unexpected = error instanceof TranscodeFailure ? {} : { error };
    log().warn({ id, kind, recordingId: recording.id, reason, ...unexpected }, 'transcode failed');
    await markFailed(transcode, reason);
  } finally {
    await removeWorkFolder(folder);
  }
  return 'over';
};
