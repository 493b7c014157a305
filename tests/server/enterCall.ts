import { randomUUID } from 'node:crypto';
import {
  AudioSource,
  type DisconnectReason,
  dispose,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
} from '@livekit/rtc-node';
import { onTestFinished } from 'vitest';
import { env } from '@/server/env';
import type { browser } from './harness';

/** Connects to a call by LiveKit's own client, for as long as the test takes; `ended` tells why it was over. */
const connect = async (token: string) => {
  const room = new Room();
  const ended = new Promise<DisconnectReason>((resolve) => {
    room.once(RoomEvent.Disconnected, resolve);
  });
  await room.connect(env().LIVEKIT_URL, token, { autoSubscribe: false, dynacast: false });
  onTestFinished(async () => await room.disconnect());
  return {
    ended,
    leave: async () => await room.disconnect(),
    /** Turns a silent microphone on; the id of its track. */
    speak: async () => {
      const track = LocalAudioTrack.createAudioTrack('microphone', new AudioSource(48_000, 1));
      const options = new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE });
      const published = await room.localParticipant?.publishTrack(track, options);
      return published?.sid ?? '';
    },
  };
};

/** Enters the call of a room as whoever's browser it is; `enterAgain` does so with the ticket of the first time. */
export const enterCall = async (
  { api }: Pick<Awaited<ReturnType<typeof browser>>, 'api'>,
  roomId: string,
  name?: string,
) => {
  const tabId = randomUUID().slice(0, 18);
  const { token, identity } = await api.rooms.join({ roomId, tabId, name });
  return { ...(await connect(token)), identity, tabId, enterAgain: async () => await connect(token) };
};

/** To be called when all calls of a file are over: the client's native part ends by it alone. */
export const endClient = dispose;
