import { availableParallelism } from 'node:os';
import path from 'node:path';

const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`the recorder needs ${name} in its environment`);
  return value;
};

export interface Settings {
  /** LiveKit's own Redis database. */
  redisUrl: string;
  /** LiveKit as the page reaches it: ws or wss. */
  livekitUrl: string;
  apiKey: string;
  apiSecret: string;
  chromium: string;
  ffmpeg: string;
  /** Where recordings are while they are made. */
  folder: string;
  /** Recordings at once, whatever the CPU says. */
  most: number;
  store: { endpoint: string; region: string; bucket: string; accessKey: string; secretKey: string };
  logLevel: string;
}

/** What this process is told; throws where something is missing. */
export const readSettings = (): Settings => ({
  redisUrl: need('LIVEKIT_REDIS_URL'),
  livekitUrl: need('LIVEKIT_URL').replace(/^http/, 'ws'),
  apiKey: need('LIVEKIT_API_KEY'),
  apiSecret: need('LIVEKIT_API_SECRET'),
  chromium: need('CHROME_PATH'),
  ffmpeg: process.env['FFMPEG_PATH'] || 'ffmpeg',
  folder: path.resolve(need('RECORDER_DIR')),
  most: Number(process.env['RECORDER_MAX']) || availableParallelism(),
  store: {
    endpoint: need('S3_ENDPOINT'),
    region: need('S3_REGION'),
    bucket: need('S3_BUCKET'),
    accessKey: need('S3_ACCESS_KEY'),
    secretKey: need('S3_SECRET_KEY'),
  },
  logLevel: process.env['LOG_LEVEL'] || 'info',
});
