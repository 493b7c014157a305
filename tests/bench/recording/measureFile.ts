import { execFileSync } from 'node:child_process';
import { median } from '../lib/median.ts';

const run = (program: string, args: readonly string[]) =>
  execFileSync(program, args, { maxBuffer: 500_000_000, stdio: ['ignore', 'pipe', 'pipe'] });

const secondsOf = (file: string) =>
  Number(
    run('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]).toString(),
  );

/** How many pictures there are, those like the one before left out if asked. */
const countPictures = (file: string, isDistinct: boolean): number => {
  const filter = isDistinct ? 'mpdecimate' : 'null';
  const args = [
    '-v',
    'error',
    '-i',
    file,
    '-an',
    '-vf',
    filter,
    '-fps_mode',
    'passthrough',
    '-f',
    'framecrc',
    '-',
  ];
  return run('ffmpeg', args)
    .toString()
    .split('\n')
    .filter((line) => /^\d/.test(line)).length;
};

/** Seconds at which the whole picture becomes bright. */
const flashes = (file: string): number[] => {
  const filter = 'signalstats,metadata=mode=print:file=-:key=lavfi.signalstats.YAVG';
  const args = ['-v', 'error', '-i', file, '-an', '-vf', filter, '-f', 'null', '-'];
  const output = run('ffmpeg', args).toString().split('\n');
  const frames: { time: number; bright: number }[] = [];
  for (const line of output) {
    if (line.includes('pts_time:'))
      frames.push({ time: Number(/pts_time:([\d.]+)/.exec(line)?.[1]), bright: 0 });
    const value = /YAVG=([\d.]+)/.exec(line)?.[1];
    const last = frames.at(-1);
    if (value && last) last.bright = Number(value);
  }
  const usual = median(frames.map(({ bright }) => bright));
  const isBright = (bright: number) => bright > usual + 8;
  return frames.flatMap(({ time, bright }, i) =>
    isBright(bright) && !isBright(frames[i - 1]?.bright ?? usual) ? [time] : [],
  );
};

const RATE = 8_000;
const WINDOW = 40;

/** Seconds at which it becomes loud. */
const beeps = (file: string): number[] => {
  const args = ['-v', 'error', '-i', file, '-vn', '-ac', '1', '-ar', String(RATE), '-f', 's16le', '-'];
  const raw = run('ffmpeg', args);
  const samples = new Int16Array(raw.buffer, raw.byteOffset, Math.floor(raw.length / 2));
  const found: number[] = [];
  let quietFor = RATE;
  for (let start = 0; start + WINDOW <= samples.length; start += WINDOW) {
    const isLoud = samples.subarray(start, start + WINDOW).some((sample) => Math.abs(sample) > 2_000);
    if (isLoud && quietFor > RATE / 2) found.push(start / RATE);
    quietFor = isLoud ? 0 : quietFor + WINDOW;
  }
  return found;
};

/** Pictures a second, those of them that differ, and how many milliseconds sound comes after its picture. */
export const measureFile = (file: string) => {
  const seconds = secondsOf(file);
  const seen = flashes(file);
  const offsets = beeps(file).flatMap((beep) => {
    const near = seen.filter((flash) => Math.abs(flash - beep) < 0.5);
    return near.length === 1 ? [(beep - (near[0] ?? 0)) * 1000] : [];
  });
  return {
    frames: countPictures(file, false) / seconds,
    distinct: countPictures(file, true) / seconds,
    offsets,
  };
};
