import 'server-only';
import path from 'node:path';
import type { Transcoded } from '@/shared/recordings';
import { probe, runFfmpeg, TranscodeFailure } from './runFfmpeg';

/** One recording on this machine, in a folder of its own. */
export interface Workplace {
  folder: string;
  /** The file of the original. */
  input: string;
  signal: AbortSignal;
  /** Told how much is done, from 0 to 1. */
  onProgress: (progress: number) => void;
}

/** For decoding and for encoding: what records and serves has the other cores. */
export const THREADS = ['-threads', '2'] as const;

const words = (line: string) => line.split(' ');

const audioOptions = (codec: string) =>
  words(`-map 0:a:0 -vn -c:a ${codec === 'aac' ? 'copy' : 'aac -b:a 96k'}`);

const SMALL = words(
  '-map 0:v:0 -map 0:a:0? -filter_threads 2 ' +
    '-vf scale=640:360:force_original_aspect_ratio=decrease,pad=640:360:-1:-1,setsar=1 ' +
    '-c:v libx264 -preset veryfast -crf 27 -maxrate 500k -bufsize 1000k -pix_fmt yuv420p -threads 2 ' +
    '-c:a aac -b:a 64k -ac 2',
);

/** What to make a form with, and the name of its file. Throws a TranscodeFailure where it can't be made. */
const planOf = (kind: Transcoded, { video, audio }: { video: string | null; audio: string | null }) => {
  switch (kind) {
    case 'audio':
      if (audio === null) throw new TranscodeFailure('The recording has no sound.');
      return { output: 'out.m4a', options: audioOptions(audio) };
    case 'small':
      if (video === null) throw new TranscodeFailure('The recording has no picture.');
      return { output: 'out.mp4', options: SMALL };
  }
};

/** Makes another form of a recording; returns its file. Throws a TranscodeFailure. */
export const makeForm = async (kind: Transcoded, { folder, input, signal, onProgress }: Workplace) => {
  const { duration, ...codecs } = await probe(input, signal);
  const { output, options } = planOf(kind, codecs);
  const file = path.join(folder, output);
  await runFfmpeg([...THREADS, '-i', input, ...options, '-movflags', '+faststart', file], {
    signal,
    onProgress: (seconds) => onProgress(duration > 0 ? Math.min(1, seconds / duration) : 0),
  });
  return file;
};
