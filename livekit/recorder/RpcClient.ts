import type { AnyMessage } from '@bufbuild/protobuf';
import { randomUUID } from 'node:crypto';
import { type Bus, channelOf } from './Bus.ts';
import { ClaimRequest, ClaimResponse, Request, Response } from './psrpcMessages.ts';
import { type RpcCode, RpcError } from './RpcError.ts';

/** Milliseconds that a call may take. */
const TIMEOUT = 3_000;

type AnyResponse = InstanceType<typeof Response>;

const now = () => BigInt(Date.now()) * 1_000_000n;

/** Calls methods of one psrpc service that several servers may offer to answer: the first one does. */
export class RpcClient {
  readonly #bus: Bus;
  readonly #service: string;
  readonly #clientId = `CLI_${randomUUID().replaceAll('-', '')}`;
  readonly #answers = new Map<string, (response: AnyResponse) => void>();
  readonly #unclaimed = new Map<string, string>();

  private constructor(bus: Bus, service: string) {
    this.#bus = bus;
    this.#service = service;
  }

  static async open(bus: Bus, service: string): Promise<RpcClient> {
    const client = new RpcClient(bus, service);
    await bus.subscribe(channelOf(service, client.#clientId, 'CLAIM'), (_, value) => {
      void client.#choose(ClaimRequest.fromBinary(value)).catch(() => undefined);
    });
    await bus.subscribe(channelOf(service, client.#clientId, 'RES'), (_, value) => {
      const response = Response.fromBinary(value);
      client.#answers.get(response.requestId)?.(response);
    });
    return client;
  }

  async #choose({ requestId, serverId }: InstanceType<typeof ClaimRequest>): Promise<void> {
    const method = this.#unclaimed.get(requestId);
    if (method === undefined) return;
    this.#unclaimed.delete(requestId);
    await this.#bus.publish(
      channelOf(this.#service, method, 'RCLAIM'),
      new ClaimResponse({ requestId, serverId }),
    );
  }

  /** Calls a method; throws an RpcError, `deadline_exceeded` where nobody answers in time. */
  async call(method: string, message: AnyMessage): Promise<void> {
    const requestId = `REQ_${randomUUID().replaceAll('-', '')}`;
    const answer = Promise.withResolvers<AnyResponse | null>();
    this.#answers.set(requestId, answer.resolve);
    this.#unclaimed.set(requestId, method);
    const timer = setTimeout(() => answer.resolve(null), TIMEOUT);
    try {
      const request = new Request({
        requestId,
        clientId: this.#clientId,
        sentAt: now(),
        expiry: now() + BigInt(TIMEOUT) * 1_000_000n,
        rawRequest: message.toBinary(),
      });
      await this.#bus.publish(channelOf(this.#service, method, 'REQ'), request);
      const response = await answer.promise;
      if (!response) throw new RpcError('deadline_exceeded', `${method}: no answer`);
      if (response.error) throw new RpcError(response.code as RpcCode, response.error);
    } finally {
      clearTimeout(timer);
      this.#answers.delete(requestId);
      this.#unclaimed.delete(requestId);
    }
  }
}
