import type { AnyMessage, Message, MessageType } from '@bufbuild/protobuf';
import type { Logger } from 'pino';
import { type Bus, channelOf } from './Bus.ts';
import { ClaimRequest, ClaimResponse, Request, Response } from './psrpcMessages.ts';
import { RpcError } from './RpcError.ts';

type AnyRequest = InstanceType<typeof Request>;

export interface Method<Q extends Message<Q>> {
  service: string;
  method: string;
  /** What of several servers of a method is meant; empty for any. */
  topic: string;
  /** Whether one server alone may see a request. */
  isQueued?: boolean;
  /** How much this server wants the request, up to 1; below 0 it keeps silent. */
  affinity?: () => number;
  requestType: MessageType<Q>;
  handle: (request: Q) => Promise<AnyMessage>;
}

const now = () => BigInt(Date.now()) * 1_000_000n;
const millisecondsTo = (nanoseconds: bigint) => Number((nanoseconds - now()) / 1_000_000n);

/** Serves one method of psrpc's until the function that it returns is called. */
export const serveRpc = async <Q extends Message<Q>>(
  { bus, serverId, log }: { bus: Bus; serverId: string; log: Logger },
  { service, method, topic, isQueued, affinity, requestType, handle }: Method<Q>,
): Promise<() => Promise<void>> => {
  const chosen = new Map<string, (serverId: string) => void>();

  /** Offers to take a request; whether the client chose this server before the request's time was over. */
  const isChosen = async ({ requestId, clientId, expiry }: AnyRequest, wish: number) => {
    const choice = Promise.withResolvers<string>();
    chosen.set(requestId, choice.resolve);
    const timer = setTimeout(() => choice.resolve(''), Math.max(0, millisecondsTo(expiry)));
    await bus.publish(
      channelOf(service, clientId, 'CLAIM'),
      new ClaimRequest({ requestId, serverId, affinity: wish }),
    );
    const winner = await choice.promise;
    clearTimeout(timer);
    chosen.delete(requestId);
    return winner === serverId;
  };

  const answer = async ({ requestId, clientId, rawRequest }: AnyRequest) => {
    const response = new Response({ requestId, serverId });
    try {
      response.rawResponse = (await handle(requestType.fromBinary(rawRequest))).toBinary();
    } catch (error) {
      if (!(error instanceof RpcError)) log.error({ method, error }, 'request failed');
      response.error = error instanceof Error ? error.message : String(error);
      response.code = error instanceof RpcError ? error.code : 'internal';
    }
    response.sentAt = now();
    await bus.publish(channelOf(service, clientId, 'RES'), response);
  };

  const take = async (request: AnyRequest, payload: Buffer) => {
    if (millisecondsTo(request.expiry) <= 0) return;
    if (isQueued && !(await bus.isFirst(payload))) return;
    const wish = affinity?.() ?? 1;
    if (wish < 0) return;
    if (!request.multi && !(await isChosen(request, wish))) return;
    await answer(request);
  };

  const claims = await bus.subscribe(channelOf(service, method, topic, 'RCLAIM'), (_, value) => {
    const claim = ClaimResponse.fromBinary(value);
    chosen.get(claim.requestId)?.(claim.serverId);
  });
  const requests = await bus.subscribe(channelOf(service, method, topic, 'REQ'), (_, value, payload) => {
    take(Request.fromBinary(value), payload).catch((error: unknown) => {
      log.warn({ method, error: error instanceof Error ? error.message : error }, 'request not answered');
    });
  });
  return async () => {
    await Promise.all([requests(), claims()]);
  };
};
