import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { EncodedFileOutput, EncodedFileType, type EgressInfo, EgressStatus } from '@livekit/protocol';
import { EgressClient, RoomServiceClient } from 'livekit-server-sdk';
import { vi } from 'vitest';
import { baseEnvironment } from '../../../stack/environment.ts';
import { makeFolder } from '../../../stack/folders.ts';
import { livekitParts } from '../../../stack/livekit.ts';
import type { Part, Setting } from '../../../stack/Part.ts';
import { freePortsFrom } from '../../../stack/ports.ts';
import { recorderPart } from '../../../stack/recorder.ts';
import { redisPart } from '../../../stack/redis.ts';
import { readSecrets } from '../../../stack/secrets.ts';
import { supervise, type Supervised } from '../../../stack/supervise.ts';
import { versitygwPart } from '../../../stack/versitygw.ts';
import { makeTestFolder } from '../Launcher.ts';
import { servePage } from './servePage.ts';

const bucket = 'webmtg';
/** Longer than a test lasts: what a fault holds up shows as a failed expectation, with the state it is in. */
export const patience = { timeout: 45_000, interval: 100 };

type Name = 'redis' | 'livekit' | 'versitygw';

/** The parts that a recorder works with, and recorders of the test's own, which it may kill. */
export class RecorderStack {
  readonly egress: EgressClient;
  readonly rooms: RoomServiceClient;
  readonly page: string;
  readonly folder: string;
  readonly secrets: string[];
  readonly #setting: Setting;
  readonly #abort: AbortController;
  readonly #closePage: () => void;
  readonly #running = new Map<Name, { part: Supervised; abort: AbortController }>();
  readonly #s3: S3Client;
  #recorder: ChildProcess | undefined;

  private constructor(setting: Setting, abort: AbortController, page: Awaited<ReturnType<typeof servePage>>) {
    this.#setting = setting;
    this.#abort = abort;
    this.#closePage = page.close;
    this.page = page.address;
    this.folder = makeFolder(setting.folder, 'recorder');
    const { secrets, ports } = setting;
    const address = `http://127.0.0.1:${ports.livekit}`;
    const { livekitApiKey, livekitApiSecret, s3AccessKey, s3SecretKey, redisPassword } = secrets;
    this.secrets = [livekitApiSecret, s3AccessKey, s3SecretKey, redisPassword];
    this.egress = new EgressClient(address, livekitApiKey, livekitApiSecret, { requestTimeout: 30 });
    this.rooms = new RoomServiceClient(address, livekitApiKey, livekitApiSecret);
    this.#s3 = new S3Client({
      endpoint: `http://127.0.0.1:${ports.versitygw}`,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: s3AccessKey, secretAccessKey: s3SecretKey },
    });
  }

  static async open(name: string, firstPort: number): Promise<RecorderStack> {
    const folder = makeTestFolder(name);
    const abort = new AbortController();
    for (const part of ['run', 'log']) mkdirSync(path.join(folder, part), { recursive: true });
    const environment = baseEnvironment(true);
    const setting = {
      folder,
      ports: await freePortsFrom(firstPort),
      host: '127.0.0.1',
      outerHost: '127.0.0.1',
      ownHost: '127.0.0.1',
      publicHost: 'localhost',
      secrets: readSecrets(folder, environment),
      environment,
      isThrowAway: true,
      isDevelopment: false,
      signal: abort.signal,
    };
    const stack = new RecorderStack(setting, abort, await servePage());
    await Promise.all([stack.start('redis').then(() => stack.start('livekit')), stack.start('versitygw')]);
    await stack.#s3.send(new CreateBucketCommand({ Bucket: bucket }));
    return stack;
  }

  async start(name: Name): Promise<void> {
    const makers = { redis: redisPart, livekit: livekitParts, versitygw: versitygwPart };
    const abort = new AbortController();
    const { folder } = this.#setting;
    const [made] = [await makers[name](this.#setting)].flat();
    if (!made) throw new Error(`There is no ${name}`);
    const part = supervise(made, { folder, signal: abort.signal });
    this.#running.set(name, { part, abort });
    await part.ready;
  }

  /** Ends a part, which stays away until it is started. */
  async stop(name: Name): Promise<void> {
    const running = this.#running.get(name);
    this.#running.delete(name);
    running?.abort.abort();
    await running?.part.stop();
  }

  async startRecorder(extra: Record<string, string> = {}): Promise<void> {
    const part: Part | undefined = await recorderPart(this.#setting);
    if (!part) throw new Error('this machine has no Chromium or no ffmpeg');
    const ready = path.join(this.folder, 'ready');
    rmSync(ready, { force: true });
    const log = openSync(this.#log, 'a');
    const env = { ...part.env, LOG_LEVEL: 'trace', RECORDER_MAX: '2', ...extra } as NodeJS.ProcessEnv;
    // A group of its own, as the supervisor makes one.
    this.#recorder = spawn(part.file, part.args, { env, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    await vi.waitUntil(() => existsSync(ready), patience);
  }

  get recorderPid(): number {
    return this.#recorder?.pid ?? 0;
  }

  /** Signals the recorder, and waits for its end. */
  async endRecorder(signal: NodeJS.Signals): Promise<void> {
    const recorder = this.#recorder;
    if (!recorder) return;
    this.#recorder = undefined;
    const ended = new Promise((resolve) => {
      recorder.once('exit', resolve);
    });
    if (recorder.exitCode === null && recorder.kill(signal)) await ended;
  }

  get #log(): string {
    return path.join(this.#setting.folder, 'log', 'recorder.log');
  }

  get log(): string {
    return readFileSync(this.#log, 'utf8');
  }

  /** What the recorder keeps on its disk. */
  get leftovers(): string[] {
    return readdirSync(this.folder).filter((name) => name !== 'ready');
  }

  /** Starts a recording of a room of its own. */
  async record(query = 'title=Test', options: { audioOnly?: boolean; page?: string } = {}) {
    const room = randomUUID();
    // A livekit-server whose Redis was emptied tells it again within seconds that it is there; until then it opens nothing.
    await vi.waitFor(async () => await this.rooms.createRoom({ name: room, emptyTimeout: 300 }), patience);
    const filepath = `recordings/${room}.mp4`;
    const file = new EncodedFileOutput({ fileType: EncodedFileType.MP4, filepath, disableManifest: true });
    const info = await this.egress.startRoomCompositeEgress(
      room,
      { file },
      {
        layout: 'grid',
        customBaseUrl: `${options.page ?? this.page}?${query}`,
        audioOnly: options.audioOnly ?? false,
      },
    );
    return { room, filepath, id: info.egressId, info };
  }

  async infoOf(id: string): Promise<EgressInfo | undefined> {
    return (await this.egress.listEgress({ egressId: id }))[0];
  }

  /** Waits until an egress is in this state; what is known of it then. */
  async reach(id: string, status: EgressStatus): Promise<EgressInfo> {
    return await vi.waitFor(async () => {
      const info = await this.infoOf(id);
      if (info?.status !== status)
        throw new Error(
          `is ${info && EgressStatus[info.status]}, not ${EgressStatus[status]}: ${info?.error}`,
        );
      return info;
    }, patience);
  }

  /** The bytes of a stored recording. */
  async fetch(key: string): Promise<Uint8Array> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!Body) throw new Error('empty');
    return await Body.transformToByteArray();
  }

  get dataFolder(): string {
    return this.#setting.folder;
  }

  async close(): Promise<void> {
    await this.endRecorder('SIGTERM');
    this.#abort.abort();
    this.#closePage();
    for (const name of ['livekit', 'redis', 'versitygw'] as const) await this.stop(name);
  }
}
