import { execFileSync } from 'node:child_process';

interface Stream {
  codec_name: string;
  codec_type: string;
  width?: number;
  height?: number;
}

const run = (program: string, args: readonly string[]) =>
  execFileSync(program, args, { maxBuffer: 200_000_000, stdio: ['ignore', 'pipe', 'ignore'] });

/** What ffprobe finds in a film. */
export const probe = (file: string) => {
  const json = run('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', file]);
  const { streams, format } = JSON.parse(json.toString()) as {
    streams: Stream[];
    format: { duration: string; size: string };
  };
  return {
    file,
    duration: Number(format.duration),
    size: Number(format.size),
    video: streams.find(({ codec_type: type }) => type === 'video'),
    audio: streams.find(({ codec_type: type }) => type === 'audio'),
  };
};

/** The picture at a time, in seconds, as `at(x, y)` gives red, green and blue. */
export const pictureAt = (file: string, seconds: number) => {
  const args = ['-v', 'error', '-ss', String(seconds), '-i', file, '-frames:v', '1'];
  const raw = run('ffmpeg', [...args, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']);
  return {
    bytes: raw.length,
    at: (x: number, y: number) => [...raw.subarray((y * 1280 + x) * 3, (y * 1280 + x) * 3 + 3)],
  };
};

/** The loudness of each half second: the root of the mean square, of at most 1. */
export const loudness = (file: string): number[] => {
  const raw = run('ffmpeg', [
    '-v',
    'error',
    '-i',
    file,
    '-vn',
    '-ac',
    '1',
    '-ar',
    '8000',
    '-f',
    's16le',
    '-',
  ]);
  const samples = new Int16Array(raw.buffer, raw.byteOffset, Math.floor(raw.length / 2));
  return Array.from({ length: Math.floor(samples.length / 4000) }, (_, i) => {
    const part = samples.subarray(i * 4000, (i + 1) * 4000);
    return Math.sqrt(part.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0) / part.length);
  });
};
