import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { aptInstall } from './aptInstall.ts';
import { findChromium } from './chromium.ts';
import { webEnvironment } from './environment.ts';
import { findProgram } from './findProgram.ts';
import { makeFolder, root } from './folders.ts';
import { livekitDatabase } from './livekit.ts';
import type { Part, Setting } from './Part.ts';
import { say } from './progress.ts';
import { redisUrl } from './redis.ts';
import { StackError } from './StackError.ts';

const findEncoder = () => process.env.FFMPEG_PATH || findProgram('ffmpeg');

async function findFfmpeg({ folder, signal }: Setting): Promise<string> {
  const log = path.join(makeFolder(folder, 'log'), 'ffmpeg-install.log');
  if (!findEncoder()) await aptInstall({ what: 'ffmpeg', packages: ['ffmpeg'], log }, signal);
  const file = findEncoder();
  if (!file)
    throw new StackError('ffmpeg was installed, but is not to be found in PATH. Set FFMPEG_PATH to it.');
  return file;
}

/** The worker that records, or undefined on a machine that can't have the programs it needs: all else runs without. */
export async function recorderPart(setting: Setting): Promise<Part | undefined> {
  const { folder, signal } = setting;
  try {
    const programs = { CHROME_PATH: await findChromium(setting), FFMPEG_PATH: await findFfmpeg(setting) };
    return makePart(setting, programs);
  } catch (error) {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message.replaceAll(/\s*\n\s*/g, ' ') : String(error);
    say('recorder', `none, so nothing can be recorded: ${reason}`, path.join(folder, 'log'));
    return undefined;
  }
}

function makePart(setting: Setting, programs: { CHROME_PATH: string; FFMPEG_PATH: string }): Part {
  const recordings = makeFolder(setting.folder, 'recorder');
  const ready = path.join(recordings, 'ready');
  return {
    name: 'recorder',
    file: process.execPath,
    args: [path.join(root, 'livekit', 'recorder', 'main.ts')],
    env: {
      ...webEnvironment(setting),
      LIVEKIT_REDIS_URL: redisUrl(setting, livekitDatabase),
      RECORDER_FOLDER: recordings,
      ...programs,
    },
    beforeStart: async () => rmSync(ready, { force: true }),
    isReady: async () => readFileSync(ready, 'utf8') !== '',
    readyWithinSeconds: 30,
    stopSignal: 'SIGTERM',
    stopWithinSeconds: 20,
  };
}
