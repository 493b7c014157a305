import type { EgressInfo } from '@livekit/protocol';
import { Capacity } from './Capacity.ts';
import { checkOrder } from './egress/checkOrder.ts';
import type { Means } from './egress/Means.ts';
import { Recording } from './egress/Recording.ts';
import { log } from './log.ts';
import { Empty, ListActiveEgressResponse, StartEgressRequest } from './psrpc/messages.ts';
import { RpcError } from './psrpc/RpcError.ts';

const service = 'EgressInternal';
/** An offer that any worker beats that can do what this one would refuse. */
const reluctant = 0.01;

const canDo = (request: StartEgressRequest): boolean => {
  try {
    checkOrder(request);
    return true;
  } catch {
    return false;
  }
};

/** Takes livekit-server's orders to record, as many at once as this machine can bear. */
export class Recorder {
  readonly #means: Means;
  readonly #capacity: Capacity;
  readonly #recordings = new Map<string, Recording>();
  readonly #lives = new Set<Promise<void>>();
  #isDraining = false;

  constructor(means: Means) {
    this.#means = means;
    this.#capacity = new Capacity(means.settings.max);
  }

  get #hasRoom(): boolean {
    const running = [...this.#recordings.values()].filter(({ isFilming }) => isFilming).length;
    return !this.#isDraining && this.#capacity.hasRoom(running);
  }

  async open(): Promise<void> {
    const { server } = this.#means;
    await server.serve<StartEgressRequest, EgressInfo>({
      service,
      name: 'StartEgress',
      request: StartEgressRequest,
      affinity: (request) => (this.#isDraining ? -1 : !canDo(request) ? reluctant : this.#hasRoom ? 1 : -1),
      handle: async (request) => await this.#start(request),
    });
    await server.serve<Empty, ListActiveEgressResponse>({
      service,
      name: 'ListActiveEgress',
      request: Empty,
      handle: async () => new ListActiveEgressResponse({ egressIds: [...this.#recordings.keys()] }),
    });
  }

  async #start(request: StartEgressRequest): Promise<EgressInfo> {
    const order = checkOrder(request);
    const { egressId } = order;
    // livekit-server asks again where an answer came late.
    const known = this.#recordings.get(egressId);
    if (known) return known.info;
    if (!this.#hasRoom) throw new RpcError('unavailable', 'this recorder is busy');
    const recording = new Recording(this.#means, order);
    this.#recordings.set(egressId, recording);
    this.#capacity.reserve();
    await recording.announce();
    log.info({ egressId, room: order.request.roomName, layout: order.request.layout }, 'starting');
    const life = recording.run().finally(() => {
      this.#recordings.delete(egressId);
      this.#lives.delete(life);
    });
    this.#lives.add(life);
    return recording.info;
  }

  /** Tells livekit-server again of all that runs, as it has to after Redis was lost: it would know of none. */
  async tellAgain(): Promise<void> {
    const all = [...this.#recordings.values()];
    await Promise.all(all.map(async ({ record }) => await this.#means.reporter.update(record)));
  }

  /** Takes no more orders, and ends what runs; resolves when all of it is in the store. */
  async drain(): Promise<void> {
    this.#isDraining = true;
    for (const recording of this.#recordings.values()) recording.end({ reason: 'Process killed' });
    await Promise.all(this.#lives);
    this.#capacity.close();
  }
}
