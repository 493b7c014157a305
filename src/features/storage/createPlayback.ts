import { readPlace, readSound, writePlace, writeSound } from './playbackMemory';

export const RATES = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** Seconds before the end from which on somebody has seen all of it. */
const SEEN = 5;
/** Seconds between two notes of where somebody is. */
const NOTE_EVERY = 3;

export interface PlaybackState {
  time: number;
  /** Of the file once that is known, before that what the server counted. */
  duration: number;
  buffered: readonly (readonly [from: number, to: number])[];
  isPaused: boolean;
  /** It should play, and has nothing to play yet. */
  isWaiting: boolean;
  hasFailed: boolean;
  volume: number;
  isMuted: boolean;
  rate: number;
}

const EVENTS = [
  'timeupdate',
  'durationchange',
  'progress',
  'play',
  'pause',
  'playing',
  'waiting',
  'canplay',
  'seeking',
  'seeked',
  'ended',
  'volumechange',
  'ratechange',
  'loadeddata',
  'emptied',
] as const;

const clamp = (value: number, to: number) => Math.min(to, Math.max(0, value));

const rangesOf = ({ buffered }: HTMLMediaElement) =>
  Array.from(
    { length: buffered.length },
    (_, index) => [buffered.start(index), buffered.end(index)] as const,
  );

export interface PlaybackSource {
  id: string;
  /** Seconds. */
  duration: number;
  /** Where to begin, in seconds; null: where this browser left it. */
  startAt: number | null;
}

/** What plays a recording, apart from any component: one owner of the media element, heard by all that show where it is. */
export const createPlayback = ({ id, duration, startAt }: PlaybackSource) => {
  const listeners = new Set<() => void>();
  let element: HTMLMediaElement | null = null;
  let noted = 0;
  /** Where to go on once another source has loaded. */
  let resume: { time: number; isPlaying: boolean } | null = null;
  let state: PlaybackState = {
    time: startAt ?? 0,
    duration,
    buffered: [],
    isPaused: true,
    isWaiting: false,
    hasFailed: false,
    volume: 1,
    isMuted: false,
    rate: 1,
  };

  const set = (change: Partial<PlaybackState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const lengthOf = (media: HTMLMediaElement) =>
    Number.isFinite(media.duration) && media.duration > 0 ? media.duration : duration;
  const note = (media: HTMLMediaElement) => {
    noted = media.currentTime;
    writePlace(id, media.currentTime > lengthOf(media) - SEEN ? 0 : media.currentTime);
  };
  const read = (media: HTMLMediaElement) =>
    set({
      time: resume?.time ?? media.currentTime,
      duration: lengthOf(media),
      buffered: rangesOf(media),
      isPaused: media.paused,
      isWaiting: !media.paused && media.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !media.error,
      hasFailed: media.error !== null,
      volume: media.volume,
      isMuted: media.muted,
      rate: media.playbackRate,
    });

  const play = () => {
    // Refused without a gesture, or broken off by a pause: the button says what is so.
    element?.play().catch(() => undefined);
  };
  const seek = (time: number) => {
    const to = clamp(time, state.duration);
    if (resume) resume.time = to;
    else if (element) element.currentTime = to;
    set({ time: to });
  };
  const keepSound = () => writeSound({ rate: state.rate, volume: state.volume, isMuted: state.isMuted });

  /** The element that plays, as a ref. */
  const attach = (media: HTMLMediaElement | null) => {
    if (!media) return;
    element = media;
    const sound = readSound();
    media.volume = sound.volume;
    media.muted = sound.isMuted;
    media.defaultPlaybackRate = sound.rate;
    media.playbackRate = sound.rate;
    resume ??= { time: startAt ?? readPlace(id), isPlaying: false };
    const onMetadata = () => {
      if (!resume) return;
      const { time, isPlaying } = resume;
      resume = null;
      if (time > 0) media.currentTime = time;
      if (isPlaying) play();
    };
    const onEvent = (event: Event) => {
      read(media);
      if (event.type === 'pause' || event.type === 'ended' || event.type === 'seeked') note(media);
      if (event.type === 'timeupdate' && Math.abs(media.currentTime - noted) > NOTE_EVERY && !media.paused)
        note(media);
      if (event.type === 'volumechange' || event.type === 'ratechange') keepSound();
    };
    const onError = () => read(media);
    media.addEventListener('loadedmetadata', onMetadata);
    media.addEventListener('error', onError);
    for (const name of EVENTS) media.addEventListener(name, onEvent);
    if (media.readyState >= HTMLMediaElement.HAVE_METADATA) onMetadata();
    read(media);
    return () => {
      if (media.readyState >= HTMLMediaElement.HAVE_METADATA) note(media);
      media.removeEventListener('loadedmetadata', onMetadata);
      media.removeEventListener('error', onError);
      for (const name of EVENTS) media.removeEventListener(name, onEvent);
      element = null;
    };
  };

  return {
    attach,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: () => state,
    seek,
    play,
    toggle: () => {
      if (element?.paused) play();
      else element?.pause();
    },
    setVolume: (volume: number) => {
      if (!element) return;
      element.volume = Math.min(1, Math.max(0, volume));
      element.muted = volume === 0;
      read(element);
    },
    toggleMuted: () => {
      if (element) element.muted = !element.muted;
    },
    setRate: (rate: number) => {
      if (!element) return;
      element.defaultPlaybackRate = rate;
      element.playbackRate = rate;
      // Its own event comes later, and the next key may come before that.
      read(element);
    },
    /** To be called before the element gets another source: it will go on from here. */
    keepPlace: () => {
      resume ??= { time: state.time, isPlaying: !state.isPaused };
    },
    /** Loads anew what could not be loaded, and goes on from here. */
    retry: () => {
      resume ??= { time: state.time, isPlaying: true };
      element?.load();
    },
  };
};

export type Playback = ReturnType<typeof createPlayback>;
