import path from 'node:path';
import { findChromium } from './chromium.ts';
import { findFfmpeg } from './ffmpeg.ts';
import { makeFolder, root } from './folders.ts';
import { livekitRedisUrl } from './livekit.ts';
import type { Part, Setting } from './Part.ts';
import { askRedis } from './redis.ts';

/** What livekit-server asks on for a recorder (psrpc): somebody listens there once the recorder takes orders. */
const ORDERS = 'EgressInternal|StartEgress|REQ';

export async function recorderPart(setting: Setting): Promise<Part> {
  const { folder, ports, secrets, ownHost, environment } = setting;
  const [CHROME_PATH, FFMPEG_PATH] = [await findChromium(setting), await findFfmpeg(setting)];
  const redis = livekitRedisUrl(setting);
  return {
    name: 'recorder',
    file: process.execPath,
    args: [path.join(root, 'livekit', 'recorder', 'main.ts')],
    env: {
      ...environment,
      CHROME_PATH,
      FFMPEG_PATH,
      RECORDER_DIR: makeFolder(folder, 'recorder'),
      LIVEKIT_REDIS_URL: redis,
      LIVEKIT_URL: `http://${ownHost}:${ports.livekit}`,
      LIVEKIT_API_KEY: secrets.livekitApiKey,
      LIVEKIT_API_SECRET: secrets.livekitApiSecret,
      S3_ENDPOINT: `http://127.0.0.1:${ports.versitygw}`,
      S3_REGION: 'us-east-1',
      S3_BUCKET: 'webmtg',
      S3_ACCESS_KEY: secrets.s3AccessKey,
      S3_SECRET_KEY: secrets.s3SecretKey,
    },
    isReady: async () => {
      const [, listeners] = (await askRedis(redis, (asked) => asked.pubsub('NUMSUB', ORDERS))) as [
        string,
        number,
      ];
      return listeners > 0;
    },
    readyWithinSeconds: 30,
    stopSignal: 'SIGTERM',
    // Recordings that run are closed and stored first.
    stopWithinSeconds: 20,
  };
}
