import { accessSync, constants, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const optional = z
  .string()
  .optional()
  .transform((text) => text || undefined);

const schema = z.object({
  /** LiveKit's own Redis database, over which livekit-server calls its recorders. */
  LIVEKIT_REDIS_URL: z.url(),
  LIVEKIT_URL: z.url(),
  LIVEKIT_API_KEY: z.string().min(1),
  LIVEKIT_API_SECRET: z.string().min(1),
  S3_ENDPOINT: z.url(),
  S3_REGION: z.string().min(1),
  S3_BUCKET: z.string().min(3),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  /** Where recordings grow, and stay until the store has them. */
  RECORDER_FOLDER: z.string().min(1),
  /** How many recordings run at once. Without it the processor decides, recording by recording. */
  RECORDER_MAX: z.coerce.number().int().min(1).optional(),
  CHROME_PATH: optional,
  FFMPEG_PATH: optional,
});

export interface Settings {
  redisUrl: string;
  livekit: { url: string; key: string; secret: string };
  store: { endpoint: string; region: string; bucket: string; accessKey: string; secretKey: string };
  folder: string;
  max: number | undefined;
  chromium: string;
  ffmpeg: string;
  ffprobe: string;
}

const isProgram = (file: string) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const find = (given: string | undefined, names: readonly string[]): string => {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const files = given ? [given] : folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const found = files.find(isProgram);
  if (!found) throw new Error(`${given ?? names.join(' or ')} is not to be found.`);
  return found;
};

// Debian's wrapper starts a shell that outlives signals: the program itself is behind it.
const chromiumBehind = (file: string) => {
  const program = '/usr/lib/chromium/chromium';
  return file === '/usr/bin/chromium' && isProgram(program) ? program : file;
};

/** The settings of this process. Throws with all that is missing or wrong. */
export const readSettings = (): Settings => {
  const result = schema.safeParse(process.env);
  if (!result.success) throw new Error(`The environment is incomplete:\n${z.prettifyError(result.error)}`);
  const env = result.data;
  const folder = path.resolve(env.RECORDER_FOLDER);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ffmpeg = find(env.FFMPEG_PATH, ['ffmpeg']);
  return {
    redisUrl: env.LIVEKIT_REDIS_URL,
    livekit: {
      url: env.LIVEKIT_URL.replace(/^http/, 'ws'),
      key: env.LIVEKIT_API_KEY,
      secret: env.LIVEKIT_API_SECRET,
    },
    store: {
      endpoint: env.S3_ENDPOINT.replace(/\/$/, ''),
      region: env.S3_REGION,
      bucket: env.S3_BUCKET,
      accessKey: env.S3_ACCESS_KEY,
      secretKey: env.S3_SECRET_KEY,
    },
    folder,
    max: env.RECORDER_MAX,
    chromium: chromiumBehind(
      find(env.CHROME_PATH, ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']),
    ),
    ffmpeg,
    ffprobe: find(path.join(path.dirname(ffmpeg), 'ffprobe'), []),
  };
};

export const cores = availableParallelism();
export const isRoot = process.getuid?.() === 0;
export const logLevel = process.env.LOG_LEVEL ?? 'info';
