import 'server-only';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { env } from '../env';

/** Why another form of a recording can't be made, in words for whoever asked for it. */
export class TranscodeFailure extends Error {
  override readonly name = 'TranscodeFailure';
}

/** Below whatever else the machine does for people who wait. */
const NICENESS = 10;
/** Milliseconds without a word after which ffmpeg hangs. */
const SILENCE_MAX = 120_000;
/** Characters of what ffmpeg last said that are kept. */
const SAID_MAX = 4_000;

const running = new Set<ChildProcess>();
let isWatching = false;

/** ffmpeg would go on without us, for nobody. */
const endWithProcess = (child: ChildProcess) => {
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (isWatching) return;
  isWatching = true;
  process.once('exit', () => {
    for (const left of running) left.kill('SIGKILL');
  });
};

const lower = ({ pid }: ChildProcess) => {
  if (pid === undefined) return;
  try {
    setPriority(pid, NICENESS);
  } catch {
    // It has ended already, or the system knows no such thing.
  }
};

/** How it ended: null is the code of what was killed. */
const exitOf = async (child: ChildProcess): Promise<number | null> => {
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES')
      throw new TranscodeFailure('ffmpeg is not installed on the server.');
    throw error;
  }
};

interface Watched {
  signal: AbortSignal;
  onOutput?: (text: string) => void;
}

/** Runs ffmpeg to its end, or kills it with `signal`; returns its exit code and what it said. */
const run = async (args: readonly string[], { signal, onOutput }: Watched) => {
  signal.throwIfAborted();
  const child = spawn(env().FFMPEG_PATH, ['-hide_banner', '-nostdin', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  endWithProcess(child);
  lower(child);
  const silence = setTimeout(() => child.kill('SIGKILL'), SILENCE_MAX);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    silence.refresh();
    onOutput?.(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-SAID_MAX);
  });
  try {
    return { code: await exitOf(child), said };
  } finally {
    clearTimeout(silence);
  }
};

export interface FfmpegRun {
  signal: AbortSignal;
  /** Told a few times a second how many seconds of the result are made. */
  onProgress?: (seconds: number) => void;
}

/** Runs ffmpeg; throws a TranscodeFailure with what it said last where it fails. */
export const runFfmpeg = async (args: readonly string[], { signal, onProgress }: FfmpegRun) => {
  const { code, said } = await run(['-y', '-loglevel', 'error', '-nostats', '-progress', 'pipe:1', ...args], {
    signal,
    onOutput: (text) => {
      const microseconds = Number(/out_time_us=(\d+)/.exec(text)?.[1]);
      if (microseconds >= 0) onProgress?.(microseconds / 1_000_000);
    },
  });
  if (code === 0) return;
  const last = said.trim().split('\n').at(-1)?.trim();
  throw new TranscodeFailure(last || 'ffmpeg was ended before it was done.');
};

/** What a file holds, as far as ffmpeg can tell: seconds, and the codecs of its picture and its sound. */
export const probe = async (file: string, signal: AbortSignal) => {
  // Without an output it ends with an error, having said all of this.
  const { said } = await run(['-i', file], { signal });
  const [, hours = 0, minutes = 0, seconds = 0] = /Duration: (\d+):(\d+):([\d.]+)/.exec(said) ?? [];
  return {
    duration: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    video: /Stream #.*: Video: (\w+)/.exec(said)?.[1] ?? null,
    audio: /Stream #.*: Audio: (\w+)/.exec(said)?.[1] ?? null,
  };
};
