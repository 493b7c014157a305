import { type EgressInfo, EgressStatus, StopEgressRequest, UpdateStreamRequest } from '@livekit/protocol';
import { Browser } from '../capture/Browser.ts';
import { Tab } from '../capture/Tab.ts';
import { Muxer } from '../files/Muxer.ts';
import { log } from '../log.ts';
import { nanoseconds } from '../psrpc/nanoseconds.ts';
import { RpcError } from '../psrpc/RpcError.ts';
import type { Order } from './checkOrder.ts';
import { deliver, giveUp, markEnding } from './deliver.ts';
import { EgressRecord } from './EgressRecord.ts';
import type { End } from './End.ts';
import type { Means } from './Means.ts';
import { pageAddress } from './pageAddress.ts';

const startMs = 30_000;
/** A tab that is filmed has something to say four times a second. */
const silenceMs = 20_000;
const stopMs = 10_000;
const longestMs = 12 * 60 * 60 * 1000;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** One recording, from the order to the file in the store. */
export class Recording {
  readonly record: EgressRecord;
  readonly #means: Means;
  readonly #order: Order;
  readonly #end = Promise.withResolvers<End>();
  readonly #timers: NodeJS.Timeout[] = [];
  #unserve: (() => Promise<void>)[] = [];
  #browser: Browser | undefined;
  #noStart: NodeJS.Timeout | undefined;
  #isEnding = false;
  #isFilming = true;

  constructor(means: Means, order: Order) {
    this.#means = means;
    this.#order = order;
    this.record = EgressRecord.create(means.settings.folder, order);
  }

  get info(): EgressInfo {
    return this.record.info;
  }

  /** Whether it still needs a browser. */
  get isFilming(): boolean {
    return this.#isFilming;
  }

  /** Takes orders for this recording, and makes it known. */
  async announce(): Promise<void> {
    const { server, reporter } = this.#means;
    const common = { service: 'EgressHandler', topic: this.info.egressId, isQueue: true, affinity: () => 1 };
    this.#unserve = await Promise.all([
      server.serve<StopEgressRequest, EgressInfo>({
        ...common,
        name: 'StopEgress',
        request: StopEgressRequest,
        handle: async () => {
          this.end({ reason: 'StopEgress API' });
          return this.info;
        },
      }),
      server.serve<UpdateStreamRequest, EgressInfo>({
        ...common,
        name: 'UpdateStream',
        request: UpdateStreamRequest,
        handle: () => Promise.reject(new RpcError('invalid_argument', 'this recorder sends no streams')),
      }),
    ]);
    await reporter.create(this.record);
  }

  /** Has the recording end; the first reason is the one that counts. */
  end(end: End): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    if (this.info.status === EgressStatus.EGRESS_ACTIVE) {
      markEnding(this.record, end);
      this.record.file = { endedAt: nanoseconds() };
      void this.#means.reporter.update(this.record);
    }
    this.#end.resolve(end);
  }

  /** The whole life; never throws. */
  async run(): Promise<void> {
    const { egressId } = this.info;
    try {
      const browser = await this.#launch();
      const tab = this.#openPage(browser);
      // A page that hangs holds up nobody who ends the recording.
      tab.catch(() => undefined);
      const shown = await Promise.race([tab, this.#end.promise.then(() => null)]);
      if (shown && !this.#isEnding) await this.#recordUntilEnd(browser, shown);
    } catch (error) {
      this.end({ reason: 'Failure', error: messageOf(error) });
    }
    for (const timer of this.#timers) clearTimeout(timer);
    const end = await this.#end.promise;
    const closing = this.#browser?.close();
    // Awaited below, which may be long after it went wrong.
    closing?.catch(() => undefined);
    this.#isFilming = false;
    try {
      if (this.info.status === EgressStatus.EGRESS_ENDING) await deliver(this.record, this.#means, end);
      else await giveUp(this.record, this.#means, end);
      await closing;
      await this.record.remove();
    } catch (error) {
      log.error({ error, egressId }, 'not settled: the next start looks after it');
    }
    for (const unserve of this.#unserve) await unserve().catch(() => undefined);
  }

  #failAfter(ms: number, error: string): NodeJS.Timeout {
    const timer = setTimeout(() => this.end({ reason: 'Failure', error }), ms);
    this.#timers.push(timer);
    return timer;
  }

  async #launch(): Promise<Browser> {
    const { settings } = this.#means;
    const { origin } = new URL(this.#order.request.customBaseUrl);
    const browser = await Browser.launch(settings.chromium, this.record.profile, origin);
    this.#browser = browser;
    this.record.watch(browser.pid);
    void browser.ended.then(() => this.end({ reason: 'Failure', error: 'the browser ended' }));
    return browser;
  }

  /** Shows the page; the tab, once the page says that recording may begin. */
  async #openPage(browser: Browser): Promise<Tab> {
    this.#noStart = this.#failAfter(startMs, 'Start signal not received');
    const address = await pageAddress(this.#means.settings, this.#order);
    const started = Promise.withResolvers<void>();
    const tab = await Tab.attach(browser);
    await tab.open(address, {
      onStart: () => started.resolve(),
      onEnd: () => this.end({ reason: 'Source closed' }),
      onLost: (error) => this.end({ reason: 'Failure', error }),
    });
    await started.promise;
    return tab;
  }

  async #recordUntilEnd(browser: Browser, tab: Tab): Promise<void> {
    const { settings } = this.#means;
    const muxer = new Muxer(settings.ffmpeg, this.record.live, this.record.isAudioOnly);
    this.record.watch(muxer.pid);
    void muxer.ended.then((complaint) =>
      this.end({ reason: 'Failure', error: `ffmpeg: ${complaint ?? 'ended'}` }),
    );
    const silence = this.#failAfter(silenceMs, 'the page sent nothing any more');
    const recording = tab.record(this.record.isAudioOnly, async (chunk) => {
      await muxer.write(chunk);
      silence.refresh();
      if (this.info.status !== EgressStatus.EGRESS_STARTING || this.#isEnding) return;
      clearTimeout(this.#noStart);
      this.#timers.push(setTimeout(() => this.end({ reason: 'Limit reached' }), longestMs));
      this.info.status = EgressStatus.EGRESS_ACTIVE;
      this.info.startedAt = tab.startedAt;
      this.record.file = { startedAt: this.info.startedAt };
      void this.#means.reporter.update(this.record);
    });
    recording.catch((error: unknown) => this.end({ reason: 'Failure', error: messageOf(error) }));
    await this.#end.promise;
    clearTimeout(silence);
    const tooLong = Promise.withResolvers<void>();
    const timer = setTimeout(tooLong.resolve, stopMs);
    // A page that is gone can't stop: what came of it is kept.
    await Promise.race([tab.stop().catch(() => undefined), browser.ended, tooLong.promise]);
    clearTimeout(timer);
    await muxer.end();
  }
}
