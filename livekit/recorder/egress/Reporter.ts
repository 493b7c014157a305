import type { EgressInfo } from '@livekit/protocol';
import { log } from '../log.ts';
import type { RpcClient } from '../psrpc/RpcClient.ts';
import type { EgressRecord } from './EgressRecord.ts';
import { untilDone } from './untilDone.ts';

const pauses = { first: 250, longest: 60_000 };

/** Tells livekit-server of each egress: the newest state, as often as it takes. */
export class Reporter {
  readonly #client: RpcClient;
  readonly #newest = new Map<string, EgressInfo>();
  readonly #telling = new Map<string, Promise<void>>();

  constructor(client: RpcClient) {
    this.#client = client;
  }

  /** Tells of a new egress, before anything else of it. A failure is survivable: livekit-server notes it too. */
  async create({ info }: EgressRecord): Promise<void> {
    try {
      await this.#client.call('CreateEgress', info);
    } catch (error) {
      log.warn({ error, egressId: info.egressId }, 'egress not announced');
    }
  }

  /** Resolves once livekit-server knows this state, or a newer one. */
  async update(record: EgressRecord): Promise<void> {
    const { egressId } = record.info;
    try {
      record.save();
    } catch (error) {
      // A disk that is full keeps nobody from being told.
      log.error({ error, egressId }, 'egress not noted');
    }
    this.#newest.set(egressId, record.info.clone());
    const telling = this.#telling.get(egressId) ?? this.#tell(egressId);
    this.#telling.set(egressId, telling);
    await telling;
  }

  async #tell(egressId: string): Promise<void> {
    for (let info = this.#newest.get(egressId); info; info = this.#newest.get(egressId)) {
      await untilDone('report not delivered', pauses, async () => {
        info = this.#newest.get(egressId) ?? info;
        if (info) await this.#client.call('UpdateEgress', info);
      });
      if (this.#newest.get(egressId) === info) this.#newest.delete(egressId);
    }
    this.#telling.delete(egressId);
  }
}
