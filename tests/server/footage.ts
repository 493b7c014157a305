import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { env } from '@/server/env';

const command = promisify(execFile);

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'webmtg-footage-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** A real recording of `seconds`: a test picture, black in its first second, and a tone. */
export const film = async (seconds: number, { size = '640x360', hasSound = true } = {}) =>
  await inFolder(async (folder) => {
    const file = path.join(folder, 'film.mp4');
    const picture = `testsrc=size=${size}:rate=15,drawbox=t=fill:color=black:enable='lt(t,1)'`;
    const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', 'sine=frequency=440'];
    const sound = hasSound ? ['-c:a', 'aac', '-b:a', '64k'] : ['-an'];
    const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '30', ...sound];
    await command(env().FFMPEG_PATH, [
      '-loglevel',
      'error',
      ...inputs,
      '-t',
      String(seconds),
      ...coding,
      file,
    ]);
    return await readFile(file);
  });

interface Probed {
  format: { duration: string };
  streams: { codec_name: string; codec_type: string; width?: number; height?: number }[];
}

/** What ffprobe finds in a file: seconds and streams. */
export const ffprobe = async (bytes: Uint8Array) =>
  await inFolder(async (folder) => {
    const file = path.join(folder, 'file');
    await writeFile(file, bytes);
    const asked = ['-loglevel', 'error', '-of', 'json', '-show_streams', '-show_format', file];
    const { stdout } = await command('ffprobe', asked);
    const { format, streams } = JSON.parse(stdout) as Probed;
    return {
      seconds: Number(format.duration),
      streams: streams.map(({ codec_name, width, height }) =>
        [codec_name, width && `${width}x${height}`].filter(Boolean).join(' '),
      ),
    };
  });
