import { DisconnectReason } from 'livekit-client';
import { describe, expect, it } from 'vitest';
import { leftReason } from './leftReason';

describe('leftReason', () => {
  it.each([
    [DisconnectReason.CLIENT_INITIATED, 'left'],
    [DisconnectReason.ROOM_DELETED, 'ended'],
    [DisconnectReason.PARTICIPANT_REMOVED, 'removed'],
    [DisconnectReason.DUPLICATE_IDENTITY, 'elsewhere'],
    [DisconnectReason.SERVER_SHUTDOWN, 'shutdown'],
    [DisconnectReason.STATE_MISMATCH, 'lost'],
    [DisconnectReason.SIGNAL_CLOSE, 'lost'],
    [undefined, 'lost'],
  ] as const)('%s is %s to who was in', (reason, word) => {
    expect(leftReason(reason, true)).toBe(word);
  });

  it('tells a call that was never reached from one that was lost', () => {
    expect(leftReason(DisconnectReason.JOIN_FAILURE, false)).toBe('failed');
    expect(leftReason(undefined, false)).toBe('failed');
  });
});
