import { EncodedFileOutput, RoomCompositeEgressRequest } from '@livekit/protocol';
import { expect, test } from 'vitest';
import { channelOf } from './channelOf.ts';
import { seal, unseal } from './envelope.ts';
import { ClaimRequest, ClaimResponse, Request, StartEgressRequest } from './messages.ts';

test('channels are named as psrpc names them', () => {
  expect(channelOf('EgressInternal', 'StartEgress', '', 'REQ')).toBe('EgressInternal|StartEgress|REQ');
  expect(channelOf('EgressHandler', 'StopEgress', 'EG_a-b', 'RCLAIM')).toBe(
    'EgressHandler|StopEgress|EG_au+002db|RCLAIM',
  );
  expect(channelOf('A', '😀', 'RES')).toBe('A|U+0001f600|RES');
});

test('a claim has the bytes that psrpc gives it', () => {
  const sealed = seal(ClaimRequest, new ClaimRequest({ requestId: 'R', serverId: 'S', affinity: 1 }));
  const type = Buffer.from('type.googleapis.com/internal.ClaimRequest').toString('hex');
  expect(sealed.toString('hex')).toBe(`0a29${type}120b0a01521201531d0000803f`);
});

test('a request comes through, fields unknown here left out; another type or nonsense is nothing', () => {
  const order = new StartEgressRequest({
    egressId: 'EG_1',
    roomId: 'RM_1',
    roomComposite: new RoomCompositeEgressRequest({
      roomName: 'room',
      fileOutputs: [new EncodedFileOutput({ filepath: 'recordings/a.mp4' })],
    }),
  });
  const request = new Request({
    requestId: 'R',
    clientId: 'C',
    sentAt: 1_790_000_000_000_000_000n,
    expiry: 1_790_000_010_000_000_000n,
    rawRequest: order.toBinary(),
  });
  const sealed = seal(Request, request);
  const read = unseal(Request, sealed);
  expect(read?.expiry).toBe(1_790_000_010_000_000_000n);
  expect(StartEgressRequest.fromBinary(read?.rawRequest ?? new Uint8Array())).toEqual(order);
  expect(unseal(ClaimResponse, sealed)).toBeNull();
  expect(unseal(Request, Buffer.from('nonsense'))).toBeNull();
});
