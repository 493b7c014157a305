import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDark, makeThumbnail, toWebp } from './images';
import { probe, runFfmpeg, TranscodeFailure } from './runFfmpeg';
import { THREADS, type Workplace } from './transcodeForms';

/** Where the poster is taken, as shares of the length: the first that is not all dark. */
const POSTER_AT = [0.1, 0.25, 0.5, 0.75, 0];

const COLUMNS = 10;
const PICTURES_MAX = 100;
/** Seconds between pictures from which on key frames alone are near enough, which is many times as fast. */
const SPARSE = 2;

const frameAt = async (seconds: number, { folder, input, signal }: Workplace): Promise<Buffer | null> => {
  const file = path.join(folder, `poster-${seconds}.png`);
  const seek = ['-ss', seconds.toFixed(3), ...THREADS, '-i', input];
  await runFfmpeg([...seek, '-map', '0:v:0', '-frames:v', '1', file], { signal });
  return await readFile(file).catch(() => null);
};

const makePoster = async (duration: number, place: Workplace): Promise<Uint8Array> => {
  let best: Buffer | null = null;
  for (const share of POSTER_AT) {
    const frame = await frameAt(share * duration, place);
    best = frame ?? best;
    if (frame && !(await isDark(frame))) break;
  }
  const made = best && (await makeThumbnail(best));
  if (!made) throw new TranscodeFailure('The recording has no picture that could be read.');
  return made.thumbnail;
};

const makeSheet = async (
  { count, seconds }: { count: number; seconds: number },
  { folder, input, signal }: Workplace,
): Promise<Uint8Array> => {
  const file = path.join(folder, 'sheet.png');
  const filters = [
    `fps=1/${seconds}:start_time=0`,
    'scale=160:90:force_original_aspect_ratio=decrease,pad=160:90:-1:-1',
    // The last pictures may be missing, where the sound is longer.
    `tpad=stop_mode=clone:stop=${PICTURES_MAX}`,
    `tile=${COLUMNS}x${Math.ceil(count / COLUMNS)}`,
  ];
  const sparse = seconds >= SPARSE ? ['-skip_frame', 'nokey'] : [];
  const decoding = [...sparse, ...THREADS, '-i', input, '-map', '0:v:0'];
  await runFfmpeg([...decoding, '-vf', filters.join(','), '-frames:v', '1', file], { signal });
  return (await toWebp(await readFile(file))) ?? fail();
};

const fail = (): never => {
  throw new TranscodeFailure('The small pictures could not be put together.');
};

/**
 * The poster of a recording, and a sheet of small pictures (160x90, ten in a row) from all over it: WebP both, with
 * how many pictures there are and the seconds between them. Throws a TranscodeFailure.
 */
export const makePreview = async (place: Workplace) => {
  const { duration, video } = await probe(place.input, place.signal);
  if (video === null) throw new TranscodeFailure('The recording has no picture.');
  const seconds = Math.max(1, duration / PICTURES_MAX);
  const count = Math.min(PICTURES_MAX, Math.max(1, Math.ceil(duration / seconds)));
  const poster = await makePoster(duration, place);
  place.onProgress(0.3);
  const sheet = await makeSheet({ count, seconds }, place);
  return { poster, sheet, count, seconds, duration };
};
