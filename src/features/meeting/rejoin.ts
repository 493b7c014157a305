import { type LocalTrack, type Room, Track } from 'livekit-client';
import { appCodeOf } from '@/api/appError';
import { ERRORS } from '@/shared/errors';
import type { Ticket } from './Door';
import type { CallMedia } from './startCall';

/** Milliseconds before each try, give or take a half: all who were in a call that broke come back at once. */
const DELAYS = [200, 500, 1_000, 1_000, 2_000, 4_000, 8_000];
/** Milliseconds after which nobody tries any more. */
const PATIENCE = 5 * 60_000;
/** Milliseconds for one try to reach LiveKit. */
const CONNECT_TIMEOUT = 5_000;

/** What was sent in the call that broke, where it is still there to be sent again. */
type Kept = readonly LocalTrack[];

/** Whether asking again may help: what is away comes back, but who is kept out stays out. */
const mayPass = (error: unknown) => {
  const code = appCodeOf(error);
  if (code === null || code === 'ROOM_FULL') return true;
  return ERRORS[code] === 'SERVICE_UNAVAILABLE' || ERRORS[code] === 'TOO_MANY_REQUESTS';
};

/** Waits `delay`, but not longer than until the browser is online again or its page is looked at. */
const wait = async (delay: number, signal: AbortSignal) =>
  await new Promise<void>((resolve) => {
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

const publish = async (room: Room, kept: Kept, { camera, microphone }: CallMedia) => {
  const isKept = (source: Track.Source) => kept.some((track) => track.source === source);
  const { localParticipant } = room;
  await Promise.allSettled([
    ...kept.map(async (track) => {
      try {
        await localParticipant.publishTrack(track, { source: track.source });
      } catch {
        // Their right to send it may have gone meanwhile.
        track.stop();
      }
    }),
    !isKept(Track.Source.Camera) && camera ? localParticipant.setCameraEnabled(true) : null,
    !isKept(Track.Source.Microphone) && microphone ? localParticipant.setMicrophoneEnabled(true) : null,
  ]);
};

export interface Rejoining {
  ticketAgain: () => Promise<Ticket>;
  kept: Kept;
  media: CallMedia;
  signal: AbortSignal;
}

/**
 * Goes back into a call that broke, with what one sent in it, for some minutes. `refused`: the server has said no, and
 * why is for who asks once more; `lost`: it could not be reached; null: it was given up.
 */
export const rejoin = async (
  room: Room,
  { ticketAgain, kept, media, signal }: Rejoining,
): Promise<'in' | 'refused' | 'lost' | null> => {
  const began = performance.now();
  for (let attempt = 0; performance.now() - began < PATIENCE; attempt += 1) {
    await wait(DELAYS[attempt] ?? DELAYS.at(-1) ?? 0, signal);
    if (signal.aborted) return null;
    try {
      const { serverUrl, token } = await ticketAgain();
      if (signal.aborted) return null;
      await room.connect(serverUrl, token, { websocketTimeout: CONNECT_TIMEOUT, maxRetries: 0 });
    } catch (error) {
      if (!mayPass(error)) return 'refused';
      continue;
    }
    await publish(room, kept, media);
    return 'in';
  }
  return 'lost';
};
