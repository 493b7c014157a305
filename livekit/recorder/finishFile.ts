import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import path from 'node:path';

export interface FinishedFile {
  file: string;
  /** Bytes. */
  size: number;
  /** Seconds. */
  duration: number;
}

const MICROSECOND = 1e-6;

/** Copies a film with its index in front, as a player wants it; returns its length in seconds, 0 where nothing plays. */
const remux = async (ffmpeg: string, from: string, to: string): Promise<number> => {
  const args = [
    ...'-hide_banner -loglevel error -nostdin -progress pipe:1 -err_detect ignore_err -i'.split(' '),
    from,
    ...'-map 0 -c copy -movflags +faststart -f mp4 -y'.split(' '),
    to,
  ];
  const child = spawn(ffmpeg, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told = `${told}${text}`.slice(-2_000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) return 0;
  const times = [...told.matchAll(/^out_time_us=(\d+)$/gm)].map(([, time]) => Number(time));
  return (times.at(-1) ?? 0) * MICROSECOND;
};

/** Makes FOLDER/final.mp4 of what was filmed into FOLDER/live.mp4, whole or cut; null where nothing of it plays. */
export const finishFile = async (folder: string, ffmpeg: string): Promise<FinishedFile | null> => {
  const live = path.join(folder, 'live.mp4');
  const file = path.join(folder, 'final.mp4');
  const filmed = await stat(live).catch(() => null);
  if (!filmed?.size) return null;
  const duration = await remux(ffmpeg, live, file);
  if (duration === 0) return null;
  return { file, size: (await stat(file)).size, duration };
};
