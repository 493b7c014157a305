import type { EgressInfo } from '@livekit/protocol';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { RpcClient } from './RpcClient.ts';
import type { Bus } from './Bus.ts';

/** Milliseconds between two attempts, doubled each time. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [250, 60_000];

/** Tells livekit-server how recordings go (IOInfo); it tells the app by webhooks. */
export class Reporter {
  readonly #client: RpcClient;
  readonly #log: Logger;
  readonly #last = new Map<string, Promise<void>>();

  private constructor(client: RpcClient, log: Logger) {
    this.#client = client;
    this.#log = log;
  }

  static async open(bus: Bus, log: Logger): Promise<Reporter> {
    return new Reporter(await RpcClient.open(bus, 'IOInfo'), log);
  }

  /** Makes an egress known: before anything else is told of it. Throws an RpcError. */
  async create(info: EgressInfo): Promise<void> {
    await this.#client.call('CreateEgress', info);
  }

  /** Tells how an egress is now, in the order of the calls, for as long as it takes to be heard. */
  async update(info: EgressInfo): Promise<void> {
    const told = info.clone();
    const before = this.#last.get(info.egressId) ?? Promise.resolve();
    const mine = before.then(async () => await this.#insist(told));
    this.#last.set(info.egressId, mine);
    await mine;
    if (this.#last.get(info.egressId) === mine) this.#last.delete(info.egressId);
  }

  async #insist(info: EgressInfo): Promise<void> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await this.#client.call('UpdateEgress', info);
      } catch (error) {
        const reason = error instanceof Error ? error.message : error;
        this.#log.warn({ egressId: info.egressId, error: reason }, 'livekit-server does not hear the report');
        await wait(pause);
      }
    }
  }
}
