import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Settings } from '../settings.ts';
import { runProgram } from './runProgram.ts';

export interface Finished {
  /** Nanoseconds, as LiveKit counts. */
  duration: bigint;
  /** Bytes. */
  size: number;
}

/** Seconds of a file, 0 where it can't be played. */
const secondsOf = async (ffprobe: string, file: string): Promise<number> => {
  const args = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file];
  const seconds = Number((await runProgram(ffprobe, args).catch(() => '')).trim());
  return Number.isFinite(seconds) ? seconds : 0;
};

/** Makes `final` out of what was recorded live, its index in front; null where nothing in it can be played. */
export const finishFile = async (
  { ffmpeg, ffprobe }: Settings,
  live: string,
  final: string,
): Promise<Finished | null> => {
  if (!existsSync(final)) {
    if (!existsSync(live) || statSync(live).size === 0) return null;
    const partial = `${final}.partial`;
    const args = ['-hide_banner', '-loglevel', 'error', '-i', live, '-map', '0', '-c', 'copy'];
    try {
      await runProgram(ffmpeg, [...args, '-movflags', '+faststart', '-f', 'mp4', '-y', partial]);
      renameSync(partial, final);
    } catch {
      rmSync(partial, { force: true });
      return null;
    }
  }
  const seconds = await secondsOf(ffprobe, final);
  if (seconds <= 0) return null;
  return { duration: BigInt(Math.round(seconds * 1e9)), size: statSync(final).size };
};
