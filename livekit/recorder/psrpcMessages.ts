import { type FieldInfo, type Message, type MessageType, proto3, ScalarType } from '@bufbuild/protobuf';
import { RoomCompositeEgressRequest } from '@livekit/protocol';

type Fields<T> = T & Message<Fields<T>>;

const define = <T>(name: string, fields: readonly unknown[]) =>
  proto3.makeMessageType(name, () => fields as FieldInfo[]) as unknown as MessageType<Fields<T>>;

const scalar = (no: number, name: string, T: ScalarType) => ({ no, name, kind: 'scalar' as const, T });
const text = (no: number, name: string) => scalar(no, name, ScalarType.STRING);
const bytes = (no: number, name: string) => scalar(no, name, ScalarType.BYTES);
const int64 = (no: number, name: string) => scalar(no, name, ScalarType.INT64);

// livekit/psrpc, internal/internal.proto: what every payload on its bus is. Field numbers are the protocol.

/** The envelope: `typeUrl` says which of the messages below `value` is. */
export const Msg = define<{ typeUrl: string; value: Uint8Array; channel: string }>('internal.Msg', [
  text(1, 'type_url'),
  bytes(2, 'value'),
  text(3, 'channel'),
]);

/** Times are nanoseconds since 1970. */
export const Request = define<{
  requestId: string;
  clientId: string;
  sentAt: bigint;
  expiry: bigint;
  multi: boolean;
  rawRequest: Uint8Array;
}>('internal.Request', [
  text(1, 'request_id'),
  text(2, 'client_id'),
  int64(3, 'sent_at'),
  int64(4, 'expiry'),
  scalar(5, 'multi', ScalarType.BOOL),
  bytes(8, 'raw_request'),
]);

export const Response = define<{
  requestId: string;
  serverId: string;
  sentAt: bigint;
  error: string;
  code: string;
  rawResponse: Uint8Array;
}>('internal.Response', [
  text(1, 'request_id'),
  text(2, 'server_id'),
  int64(3, 'sent_at'),
  text(5, 'error'),
  text(6, 'code'),
  bytes(7, 'raw_response'),
]);

/** A server offers to take a request; the higher the affinity, up to 1, the rather. */
export const ClaimRequest = define<{ requestId: string; serverId: string; affinity: number }>(
  'internal.ClaimRequest',
  [text(1, 'request_id'), text(2, 'server_id'), scalar(3, 'affinity', ScalarType.FLOAT)],
);

/** The client's choice among those who offered. */
export const ClaimResponse = define<{ requestId: string; serverId: string }>('internal.ClaimResponse', [
  text(1, 'request_id'),
  text(2, 'server_id'),
]);

// livekit/protocol, rpc/egress.proto: what @livekit/protocol for JavaScript leaves out.

/** Of the kinds of egress, only the one that is served here; the others are seen by its absence. */
export const StartEgressRequest = define<{
  egressId: string;
  roomId: string;
  roomComposite?: RoomCompositeEgressRequest;
}>('rpc.StartEgressRequest', [
  text(1, 'egress_id'),
  text(3, 'room_id'),
  { no: 5, name: 'room_composite', kind: 'message', T: RoomCompositeEgressRequest, oneof: undefined },
]);

export const ListActiveEgressRequest = define<object>('rpc.ListActiveEgressRequest', []);
export const ListActiveEgressResponse = define<{ egressIds: string[] }>('rpc.ListActiveEgressResponse', [
  { ...text(1, 'egress_ids'), repeated: true },
]);
export const Empty = define<object>('google.protobuf.Empty', []);
