import { randomUUID } from 'node:crypto';
import type { Message } from '@bufbuild/protobuf';
import type { Bus } from './Bus.ts';
import { channelOf } from './channelOf.ts';
import { seal, unseal } from './envelope.ts';
import { ClaimRequest, ClaimResponse, Request, Response } from './messages.ts';
import { nanoseconds } from './nanoseconds.ts';
import { RpcError } from './RpcError.ts';

const timeoutMs = 3_000;

/** Calls psrpc's methods of one service, any server of which may answer. */
export class RpcClient {
  readonly #id = `CLI_${randomUUID()}`;
  readonly #bus: Bus;
  readonly #service: string;
  readonly #claims = new Map<string, (claim: ClaimRequest) => void>();
  readonly #answers = new Map<string, (answer: Response) => void>();

  constructor(bus: Bus, service: string) {
    this.#bus = bus;
    this.#service = service;
  }

  async listen(): Promise<void> {
    await this.#bus.subscribe(channelOf(this.#service, this.#id, 'CLAIM'), (payload) => {
      const claim = unseal(ClaimRequest, payload);
      if (claim) this.#claims.get(claim.requestId)?.(claim);
    });
    await this.#bus.subscribe(channelOf(this.#service, this.#id, 'RES'), (payload) => {
      const answer = unseal(Response, payload);
      if (answer) this.#answers.get(answer.requestId)?.(answer);
    });
  }

  /** Resolves once the method was done. Throws RpcError, `unavailable` where nobody answered in time. */
  async call(method: string, ask: Message): Promise<void> {
    const requestId = `REQ_${randomUUID()}`;
    const answered = Promise.withResolvers<Response>();
    const timer = setTimeout(
      () => answered.reject(new RpcError('unavailable', `nobody answered to ${method}`)),
      timeoutMs,
    );
    this.#answers.set(requestId, answered.resolve);
    this.#claims.set(requestId, ({ serverId }) => {
      this.#claims.delete(requestId);
      const claim = new ClaimResponse({ requestId, serverId });
      this.#publish(method, 'RCLAIM', seal(ClaimResponse, claim)).catch(answered.reject);
    });
    try {
      const now = nanoseconds();
      const request = new Request({
        requestId,
        clientId: this.#id,
        sentAt: now,
        expiry: now + BigInt(timeoutMs) * 1_000_000n,
        rawRequest: ask.toBinary(),
      });
      const [, { error, code }] = await Promise.all([
        this.#publish(method, 'REQ', seal(Request, request)),
        answered.promise,
      ]);
      if (error) throw new RpcError('internal', `${method}: ${error} (${code})`);
    } finally {
      clearTimeout(timer);
      this.#answers.delete(requestId);
      this.#claims.delete(requestId);
    }
  }

  async #publish(method: string, suffix: string, payload: Buffer): Promise<void> {
    await this.#bus.publish(channelOf(this.#service, method, suffix), payload);
  }
}
