import { DisconnectReason } from 'livekit-client';

/** Why the call is over for this tab, as a key of `call.left` in messages. */
export type LeftReason = 'left' | 'ended' | 'removed' | 'elsewhere' | 'shutdown' | 'lost' | 'failed';

/** What LiveKit's word means to the person; `hasBeenIn` tells a call lost from one that was never reached. */
export const leftReason = (reason: DisconnectReason | undefined, hasBeenIn: boolean): LeftReason => {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
      return 'left';
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return 'ended';
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 'removed';
    case DisconnectReason.DUPLICATE_IDENTITY:
      return 'elsewhere';
    case DisconnectReason.SERVER_SHUTDOWN:
      return 'shutdown';
    default:
      return hasBeenIn ? 'lost' : 'failed';
  }
};
