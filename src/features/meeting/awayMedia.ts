import type { Room } from 'livekit-client';

export interface AwayMedia {
  camera: boolean;
  microphone: boolean;
  /** Whether a screen that was shared is to be shared again. */
  screen: boolean;
}

/**
 * What somebody wants to send once their call is back, for as long as it is not: LiveKit knows of no tracks then, and
 * who mutes themselves meanwhile must not be heard afterwards.
 */
export const awayMedia = new WeakMap<Room, AwayMedia>();
