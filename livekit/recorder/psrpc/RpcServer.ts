import { randomUUID } from 'node:crypto';
import type { Message, MessageType } from '@bufbuild/protobuf';
import { log } from '../log.ts';
import type { Bus } from './Bus.ts';
import { channelOf } from './channelOf.ts';
import { seal, unseal } from './envelope.ts';
import { ClaimRequest, ClaimResponse, Request, Response } from './messages.ts';
import { nanoseconds } from './nanoseconds.ts';
import { RpcError } from './RpcError.ts';

interface Method<Ask extends Message<Ask>, Answer extends Message<Answer>> {
  service: string;
  name: string;
  topic?: string;
  request: MessageType<Ask>;
  handle: (request: Ask) => Promise<Answer>;
  /** One process of all handles each request, the first that takes it. */
  isQueue?: boolean;
  /** How gladly this process would handle a request, up to 1; below 0 it stays silent. Without it nobody asks. */
  affinity?: (request: Ask) => number;
}

/** Serves psrpc's methods, each on its own channel. */
export class RpcServer {
  readonly #id = `SRV_${randomUUID()}`;
  readonly #bus: Bus;
  readonly #claims = new Map<string, (isOurs: boolean) => void>();

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** Serves a method from when this resolves; the result ends it. */
  async serve<Ask extends Message<Ask>, Answer extends Message<Answer>>(
    method: Method<Ask, Answer>,
  ): Promise<() => Promise<void>> {
    const { service, name, topic = '' } = method;
    const requests = channelOf(service, name, topic, 'REQ');
    const claims = channelOf(service, name, topic, 'RCLAIM');
    if (method.affinity)
      await this.#bus.subscribe(claims, (payload) => {
        const claim = unseal(ClaimResponse, payload);
        if (claim) this.#claims.get(claim.requestId)?.(claim.serverId === this.#id);
      });
    await this.#bus.subscribe(requests, (payload) => {
      this.#take(method, payload).catch((error: unknown) =>
        log.warn({ error, name }, 'request not answered'),
      );
    });
    return async () => {
      await this.#bus.unsubscribe(requests);
      if (method.affinity) await this.#bus.unsubscribe(claims);
    };
  }

  async #take<Ask extends Message<Ask>, Answer extends Message<Answer>>(
    method: Method<Ask, Answer>,
    payload: Buffer,
  ): Promise<void> {
    const request = unseal(Request, payload);
    if (!request || request.expiry < nanoseconds()) return;
    if (method.isQueue && !(await this.#bus.isMine(payload))) return;
    const answer = new Response({ requestId: request.requestId, serverId: this.#id });
    try {
      const ask = read(method.request, request.rawRequest);
      if (method.affinity && !(await this.#isClaimed(method.service, request, method.affinity(ask)))) return;
      answer.rawResponse = (await method.handle(ask)).toBinary();
    } catch (error) {
      answer.error = error instanceof Error ? error.message : String(error);
      answer.code = error instanceof RpcError ? error.code : 'internal';
      if (!(error instanceof RpcError)) log.error({ error, name: method.name }, 'request failed');
    }
    answer.sentAt = nanoseconds();
    await this.#bus.publish(channelOf(method.service, request.clientId, 'RES'), seal(Response, answer));
  }

  /** Offers to handle a request; whether the one who asks has chosen this process. */
  async #isClaimed(service: string, request: Request, affinity: number): Promise<boolean> {
    if (affinity < 0) return false;
    const { requestId, clientId, expiry } = request;
    const chosen = Promise.withResolvers<boolean>();
    this.#claims.set(requestId, chosen.resolve);
    const timer = setTimeout(chosen.resolve, Number((expiry - nanoseconds()) / 1_000_000n), false);
    try {
      const claim = new ClaimRequest({ requestId, serverId: this.#id, affinity });
      await this.#bus.publish(channelOf(service, clientId, 'CLAIM'), seal(ClaimRequest, claim));
      return await chosen.promise;
    } finally {
      clearTimeout(timer);
      this.#claims.delete(requestId);
    }
  }
}

const read = <T extends Message<T>>(type: MessageType<T>, bytes: Uint8Array): T => {
  try {
    return type.fromBinary(bytes);
  } catch {
    throw new RpcError('malformed_request', `not a ${type.typeName}`);
  }
};
