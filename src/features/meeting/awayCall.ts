import type { LocalTrack, Room, Track } from 'livekit-client';

/** What is wanted changes by what people press: who mutes themselves meanwhile must not be heard afterwards. */
export interface AwayMedia {
  camera: boolean;
  microphone: boolean;
  /** Whether a screen that was shared is to be shared again. */
  screen: boolean;
}

export interface AwayCall {
  readonly wanted: AwayMedia;
  /** What was sent before, where it is still there to be sent again: LiveKit knows of no tracks by now. */
  readonly kept: readonly LocalTrack[];
}

/** What somebody wants to send once their call is back, for as long as it is not. */
export const awayCalls = new WeakMap<Room, AwayCall>();

/** The tracks that are sent of some sources, or were before the call broke. */
export const tracksOf = (room: Room, sources: readonly Track.Source[]): LocalTrack[] => {
  const sent = [...room.localParticipant.trackPublications.values()].flatMap(({ track }) => track ?? []);
  const kept = awayCalls.get(room)?.kept ?? [];
  return [...new Set([...sent, ...kept])].filter(({ source }) => sources.includes(source));
};
