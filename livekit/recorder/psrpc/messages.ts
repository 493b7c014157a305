import { proto3, ScalarType, type Message } from '@bufbuild/protobuf';
import { RoomCompositeEgressRequest } from '@livekit/protocol';

const { STRING, BYTES, INT64, BOOL, FLOAT } = ScalarType;
const scalar = (no: number, name: string, T: ScalarType) => ({ no, name, kind: 'scalar' as const, T });

/** What travels on a channel: one message below, and its type. */
export interface Envelope extends Message<Envelope> {
  typeUrl: string;
  value: Uint8Array;
}
export const Envelope = proto3.makeMessageType<Envelope>('internal.Msg', () => [
  scalar(1, 'type_url', STRING),
  scalar(2, 'value', BYTES),
]);

export interface Request extends Message<Request> {
  requestId: string;
  clientId: string;
  /** Nanoseconds since 1970, as `expiry`. */
  sentAt: bigint;
  expiry: bigint;
  multi: boolean;
  rawRequest: Uint8Array;
}
export const Request = proto3.makeMessageType<Request>('internal.Request', () => [
  scalar(1, 'request_id', STRING),
  scalar(2, 'client_id', STRING),
  scalar(3, 'sent_at', INT64),
  scalar(4, 'expiry', INT64),
  scalar(5, 'multi', BOOL),
  scalar(8, 'raw_request', BYTES),
]);

export interface Response extends Message<Response> {
  requestId: string;
  serverId: string;
  sentAt: bigint;
  error: string;
  code: string;
  rawResponse: Uint8Array;
}
export const Response = proto3.makeMessageType<Response>('internal.Response', () => [
  scalar(1, 'request_id', STRING),
  scalar(2, 'server_id', STRING),
  scalar(3, 'sent_at', INT64),
  scalar(5, 'error', STRING),
  scalar(6, 'code', STRING),
  scalar(7, 'raw_response', BYTES),
]);

export interface ClaimRequest extends Message<ClaimRequest> {
  requestId: string;
  serverId: string;
  affinity: number;
}
export const ClaimRequest = proto3.makeMessageType<ClaimRequest>('internal.ClaimRequest', () => [
  scalar(1, 'request_id', STRING),
  scalar(2, 'server_id', STRING),
  scalar(3, 'affinity', FLOAT),
]);

export interface ClaimResponse extends Message<ClaimResponse> {
  requestId: string;
  serverId: string;
}
export const ClaimResponse = proto3.makeMessageType<ClaimResponse>('internal.ClaimResponse', () => [
  scalar(1, 'request_id', STRING),
  scalar(2, 'server_id', STRING),
]);

export interface StartEgressRequest extends Message<StartEgressRequest> {
  egressId: string;
  /** The id of the room's session, and its name where the server gives it. */
  roomId: string;
  roomName: string;
  /** Empty where the order is for anything but a room composite. */
  roomComposite?: RoomCompositeEgressRequest;
}
export const StartEgressRequest = proto3.makeMessageType<StartEgressRequest>('rpc.StartEgressRequest', () => [
  scalar(1, 'egress_id', STRING),
  scalar(3, 'room_id', STRING),
  { no: 5, name: 'room_composite', kind: 'message', T: RoomCompositeEgressRequest },
  scalar(18, 'room_name', STRING),
]);

export interface ListActiveEgressResponse extends Message<ListActiveEgressResponse> {
  egressIds: string[];
}
export const ListActiveEgressResponse = proto3.makeMessageType<ListActiveEgressResponse>(
  'rpc.ListActiveEgressResponse',
  () => [{ ...scalar(1, 'egress_ids', STRING), repeated: true }],
);

export type Empty = Message<Empty>;
export const Empty = proto3.makeMessageType<Empty>('google.protobuf.Empty', () => []);
