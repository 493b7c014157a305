import { ConnectionState, type LocalTrack, type Room, Track } from 'livekit-client';
import { appCodeOf } from '@/api/appError';
import { ERRORS } from '@/shared/errors';
import { pause } from '@/shared/pause';
import type { AwayCall, AwayMedia } from './awayCall';
import { DEVICE_SOURCES } from './deviceSources';
import type { Ticket } from './Door';
import type { CallDevice } from './startCall';

/** Milliseconds before each try, give or take a half: all who were in a call that broke come back at once. */
const DELAYS = [200, 500, 1_000, 1_000, 2_000, 4_000, 8_000];
/** Milliseconds after which nobody tries any more. */
const PATIENCE = 5 * 60_000;
/** Milliseconds for one try to reach LiveKit. */
const CONNECT_TIMEOUT = 5_000;
/** Milliseconds that the call waits for a device that has to be fetched anew. */
const DEVICE_PATIENCE = 5_000;

/** Whether asking again may help: what is away comes back, but who is kept out stays out. */
const mayPass = (error: unknown) => {
  const code = appCodeOf(error);
  if (code === null || code === 'ROOM_FULL') return true;
  return ERRORS[code] === 'SERVICE_UNAVAILABLE' || ERRORS[code] === 'TOO_MANY_REQUESTS';
};

/** Waits `delay`, but not longer than until the browser is online again or its page is looked at. */
const wait = async (delay: number, signal: AbortSignal) =>
  await new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      document.removeEventListener('visibilitychange', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delay * (0.5 + Math.random()));
    addEventListener('online', done);
    document.addEventListener('visibilitychange', done);
    signal.addEventListener('abort', done);
  });

/** Whether a track is to be sent again: it is wanted, and neither its device nor what was shared is gone. */
const isGood = ({ source, isMuted, mediaStreamTrack: { readyState } }: LocalTrack, wanted: AwayMedia) => {
  if (readyState === 'ended') return false;
  // One that is muted is fetched anew when it is turned on; a microphone is kept at hand.
  if (source === Track.Source.Camera) return wanted.camera && !isMuted;
  return source === Track.Source.Microphone || wanted.screen;
};

const publishAgain = async (room: Room, track: LocalTrack, wanted: AwayMedia) => {
  if (!isGood(track, wanted)) return track.stop();
  if (track.source === Track.Source.Microphone) await (wanted.microphone ? track.unmute() : track.mute());
  try {
    await room.localParticipant.publishTrack(track, { source: track.source });
    // It was ended, or muted, while it was on its way.
    if (!isGood(track, wanted)) await room.localParticipant.unpublishTrack(track, true);
    else if (track.source === Track.Source.Microphone && !wanted.microphone) await track.mute();
  } catch {
    // Their right to send it has gone; where the call broke once more it is needed for the next try.
    if (room.state === ConnectionState.Connected) track.stop();
  }
};

/** Sends what is wanted: by the tracks that were sent before, or by new ones. */
const publish = async (room: Room, { kept, wanted }: AwayCall, signal: AbortSignal) => {
  const { localParticipant } = room;
  await Promise.allSettled(kept.map(async (track) => await publishAgain(room, track, wanted)));
  const set = async (device: CallDevice) => {
    const isOn = localParticipant.getTrackPublication(DEVICE_SOURCES[device])?.isMuted === false;
    if (isOn === wanted[device]) return;
    await (device === 'camera'
      ? localParticipant.setCameraEnabled(wanted.camera)
      : localParticipant.setMicrophoneEnabled(wanted.microphone));
  };
  // Also what somebody turns on or off while it is on its way.
  const agree = async () => {
    // Who has left meanwhile is filmed no more.
    for (let asked = ''; !signal.aborted && asked !== JSON.stringify(wanted);) {
      asked = JSON.stringify(wanted);
      await Promise.allSettled([set('camera'), set('microphone')]);
    }
  };
  // A browser may ask whether a device may be used, and wait for the answer as long as it takes.
  await Promise.race([agree(), pause(DEVICE_PATIENCE)]);
};

export interface Rejoining {
  ticketAgain: () => Promise<Ticket>;
  away: AwayCall;
  signal: AbortSignal;
}

/**
 * Goes back into a call that broke, with what one sent in it, for some minutes. `refused`: the server has said no, and
 * why is for who asks once more; `lost`: it could not be reached; null: it was given up.
 */
export const rejoin = async (
  room: Room,
  { ticketAgain, away, signal }: Rejoining,
): Promise<'in' | 'refused' | 'lost' | null> => {
  const began = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    await wait(DELAYS[attempt] ?? DELAYS.at(-1) ?? 0, signal);
    if (signal.aborted) return null;
    // Looked at before the try and not after it: a computer that has slept through it all tries once more.
    const isLast = performance.now() - began > PATIENCE;
    try {
      const { serverUrl, token } = await ticketAgain();
      if (signal.aborted) return null;
      await room.connect(serverUrl, token, { websocketTimeout: CONNECT_TIMEOUT, maxRetries: 0 });
    } catch (error) {
      if (!mayPass(error)) return 'refused';
      if (isLast) return 'lost';
      continue;
    }
    await publish(room, away, signal);
    // It may have broken once more meanwhile.
    if (room.state !== ConnectionState.Disconnected) return 'in';
    attempt = -1;
  }
};
