import { type EgressInfo, EgressStatus, FileInfo } from '@livekit/protocol';
import { AccessToken } from 'livekit-server-sdk';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { type Capture, capture, type CaptureEnd } from './capture.ts';
import type { Order } from './checkOrder.ts';
import { finishFile } from './finishFile.ts';
import type { Reporter } from './Reporter.ts';
import type { Settings } from './settings.ts';
import type { Store } from './Store.ts';

export interface Workshop {
  settings: Settings;
  reporter: Reporter;
  store: Store;
  log: Logger;
}

/** Seconds that the page's token is good for: LiveKit renews it for who is in. */
const TOKEN_TTL = 24 * 3600;
const PRECONDITION_FAILED = 412;
const SECOND = 1_000_000_000;
const INFO = 'info.json';

const nanoseconds = (time: Date) => BigInt(time.getTime()) * 1_000_000n;

/** Words of the official worker's. */
const DETAILS = {
  stop: 'End reason: StopEgress API',
  kill: 'End reason: Process killed',
  sourceClosed: 'End reason: Source closed',
  broken: 'End reason: Failure',
};

/** The page joins the room unseen, under the egress' own id, and may only look and listen. */
const tokenFor = async ({ apiKey, apiSecret }: Settings, { egressId, roomName }: Order) => {
  const token = new AccessToken(apiKey, apiSecret, { identity: egressId, ttl: TOKEN_TTL });
  token.kind = 'egress';
  token.addGrant({
    room: roomName,
    roomJoin: true,
    canSubscribe: true,
    canPublish: false,
    canPublishData: false,
    hidden: true,
    recorder: true,
  });
  return await token.toJwt();
};

const pageUrl = async (settings: Settings, order: Order) => {
  const url = new URL(order.pageUrl);
  url.searchParams.set('layout', order.layout);
  url.searchParams.set('url', settings.livekitUrl);
  url.searchParams.set('token', await tokenFor(settings, order));
  return url.href;
};

/** What is filmed lies in FOLDER/EGRESS until it is stored, with what is known of it: enough for another process. */
export const folderOf = ({ folder }: Settings, egressId: string) => path.join(folder, egressId);
export const infoFile = (folder: string) => path.join(folder, INFO);

/** One recording, from the order to the stored file. */
export class Recording {
  readonly info: EgressInfo;
  /** Once nothing of it is left here. */
  readonly done: Promise<void>;
  readonly #workshop: Workshop;
  readonly #order: Order;
  readonly #folder: string;
  #capture: Capture | undefined;
  #why: keyof typeof DETAILS = 'stop';
  #isStopped = false;

  private constructor(workshop: Workshop, order: Order, info: EgressInfo) {
    this.#workshop = workshop;
    this.#order = order;
    this.#folder = folderOf(workshop.settings, order.egressId);
    this.info = info;
    this.done = this.#run();
  }

  /** Begins a recording that livekit-server knows of from now on; returns while Chromium still starts. */
  static async begin(workshop: Workshop, order: Order, info: EgressInfo): Promise<Recording> {
    const folder = folderOf(workshop.settings, order.egressId);
    await mkdir(folder, { recursive: true });
    info.startedAt = nanoseconds(new Date());
    info.updatedAt = info.startedAt;
    info.fileResults = [new FileInfo({ filename: order.key })];
    await writeFile(infoFile(folder), info.toJsonString(), { mode: 0o600 });
    await workshop.reporter.create(info).catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
    return new Recording(workshop, order, info);
  }

  /** Ends it; what was filmed is stored. */
  stop(why: 'stop' | 'kill'): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#why = why;
    this.#capture?.stop();
  }

  async #note(status: EgressStatus): Promise<void> {
    this.info.status = status;
    this.info.updatedAt = nanoseconds(new Date());
    await writeFile(infoFile(this.#folder), this.info.toJsonString(), { mode: 0o600 });
  }

  /** Tells how it is now; nobody waits until that is heard, but each is told after the one before. */
  #tell(): void {
    void this.#workshop.reporter.update(this.info);
  }

  async #run(): Promise<void> {
    const { settings, log } = this.#workshop;
    const { egressId, isAudioOnly } = this.#order;
    try {
      this.#capture = capture({
        pageUrl: await pageUrl(settings, this.#order),
        isAudioOnly,
        folder: this.#folder,
        chromium: settings.chromium,
        ffmpeg: settings.ffmpeg,
        log,
      });
      if (this.#isStopped) this.#capture.stop();
      const startedAt = await this.#capture.started;
      if (startedAt) await this.#begun(startedAt);
      await this.#close(await this.#capture.ended, startedAt);
    } catch (error) {
      log.error({ egressId, error }, 'recording failed');
      this.#fail(EgressStatus.EGRESS_FAILED, error instanceof Error ? error.message : String(error));
    }
    await this.#workshop.reporter.update(this.info);
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #begun(at: Date): Promise<void> {
    this.info.startedAt = nanoseconds(at);
    const [file] = this.info.fileResults;
    if (file) file.startedAt = this.info.startedAt;
    await this.#note(EgressStatus.EGRESS_ACTIVE);
    this.#workshop.log.info({ egressId: this.#order.egressId }, 'recording');
    this.#tell();
  }

  #fail(status: EgressStatus, error: string): void {
    this.info.status = status;
    this.info.error = error;
    if (status === EgressStatus.EGRESS_ABORTED) this.info.errorCode = PRECONDITION_FAILED;
    this.info.endedAt = nanoseconds(new Date());
    this.info.fileResults = [];
  }

  async #close({ reason, error }: CaptureEnd, startedAt: Date | null): Promise<void> {
    const why = reason === 'stopped' ? this.#why : reason === 'sourceClosed' ? 'sourceClosed' : 'broken';
    this.info.details = DETAILS[why];
    this.info.endedAt = nanoseconds(new Date());
    await this.#note(EgressStatus.EGRESS_ENDING);
    this.#tell();
    const isOrderly = why !== 'broken';
    const stored = startedAt && (await storeFilm(this.#workshop, this.#folder, this.info));
    if (!stored) {
      const words =
        why === 'sourceClosed'
          ? 'Source closed before it started'
          : 'Stop called before pipeline could start';
      return isOrderly
        ? this.#fail(EgressStatus.EGRESS_ABORTED, words)
        : this.#fail(EgressStatus.EGRESS_FAILED, error ?? 'nothing was recorded');
    }
    if (!isOrderly) this.info.error = `${error ?? 'it broke off'}: the recording was cut short`;
    this.info.status = EgressStatus.EGRESS_COMPLETE;
    this.#workshop.log.info(
      { egressId: this.#order.egressId, details: this.info.details },
      'recording stored',
    );
  }
}

/** Makes the file of what was filmed and stores it, however long the store is away; false where nothing plays. */
export const storeFilm = async (
  { settings, store }: Workshop,
  folder: string,
  info: EgressInfo,
): Promise<boolean> => {
  const made = await finishFile(folder, settings.ffmpeg);
  const [result] = info.fileResults;
  if (!made || !result) return false;
  await store.keep(made.file, result.filename);
  result.size = BigInt(made.size);
  result.duration = BigInt(Math.round(made.duration * SECOND));
  result.endedAt = result.startedAt + result.duration;
  result.location = result.filename;
  return true;
};
