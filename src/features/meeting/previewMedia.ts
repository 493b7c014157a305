import { askForMedia, type Asked } from './askForMedia';
import { readDevicePreferences, writeDevicePreferences } from './deviceMemory';
import { MEDIA_DEVICES, type MediaDevice, type MediaProblem } from './mediaProblem';
import { currentDevices, refreshDevices, subscribeDevices } from './useDevices';
import { watchPermission } from './watchPermission';

export interface PreviewSource {
  track: MediaStreamTrack | null;
  /** What the person wants; `track` is what there is. */
  isOn: boolean;
  isPending: boolean;
  problem: MediaProblem | null;
  chosenId: string | null;
}

export interface PreviewState {
  camera: PreviewSource;
  microphone: PreviewSource;
  speakerId: string | null;
  /** The devices have been asked for once, whatever came of it. */
  isReady: boolean;
}

export interface PreviewOptions {
  canUse: Record<MediaDevice, boolean>;
  startsMuted: boolean;
}

const memoryKeys = {
  camera: { id: 'cameraId', isOn: 'isCameraOn' },
  microphone: { id: 'microphoneId', isOn: 'isMicrophoneOn' },
} as const;

/** Owns the preview's tracks from the asking until they are handed over or stopped. */
export function createPreviewMedia({ canUse, startsMuted }: PreviewOptions) {
  const listeners = new Set<() => void>();
  // An answer to an older question than the last one is stopped, not shown.
  const questions: Record<MediaDevice, number> = { camera: 0, microphone: 0 };
  let isOwner = false;
  let isStarted = false;
  let starts = 0;
  let state = initialState(canUse);

  function set(patch: Partial<PreviewState>): void {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  }

  function patchSource(device: MediaDevice, patch: Partial<PreviewSource>): void {
    set({ [device]: { ...state[device], ...patch } });
  }

  function release(device: MediaDevice): void {
    questions[device] += 1;
    state[device].track?.stop();
  }

  async function acquire(devices: readonly MediaDevice[]): Promise<void> {
    for (const device of devices) {
      release(device);
      patchSource(device, { track: null, isPending: true, problem: null });
    }
    const asked = { ...questions };
    const start = starts;
    const ids = { camera: state.camera.chosenId, microphone: state.microphone.chosenId };
    const answers = devices.length > 0 ? await askForMedia(devices, ids) : new Map<MediaDevice, Asked>();
    for (const [device, answer] of answers) {
      if (asked[device] === questions[device]) settle(device, answer);
      else if ('track' in answer) answer.track.stop();
    }
    if (!isOwner || start !== starts) return;
    set({ isReady: true });
    refreshDevices();
  }

  function settle(device: MediaDevice, answer: Asked): void {
    if ('problem' in answer) {
      patchSource(device, { isPending: false, problem: answer.problem });
      return;
    }
    const { track } = answer;
    track.addEventListener('ended', () => {
      // Unplugged, or the permission withdrawn: asking again finds another device or the reason.
      if (isOwner && state[device].track === track) void acquire([device]);
    });
    patchSource(device, { track, isPending: false });
  }

  function retryWhere(isMended: (problem: MediaProblem, device: MediaDevice) => boolean): void {
    const mended = MEDIA_DEVICES.filter((device) => {
      const { isOn, problem } = state[device];
      return isOwner && isOn && problem !== null && isMended(problem, device);
    });
    if (mended.length > 0) void acquire(mended);
  }

  return {
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    getState: () => state,

    /** Asks for what was on last time; the answer stops everything that was not handed over. */
    start: (): (() => void) => {
      const memory = readDevicePreferences();
      isOwner = true;
      isStarted = true;
      starts += 1;
      for (const device of MEDIA_DEVICES) {
        const keys = memoryKeys[device];
        const isHeldBack = device === 'microphone' && startsMuted;
        const isOn = canUse[device] && memory[keys.isOn] && !isHeldBack;
        patchSource(device, { isOn, isPending: isOn, chosenId: memory[keys.id] });
      }
      set({ speakerId: memory.speakerId });
      void acquire(MEDIA_DEVICES.filter((device) => state[device].isOn));

      let seen = countDevices();
      const stopDevices = subscribeDevices(() => {
        const found = countDevices();
        // Only what was plugged in since: a listed device that can't be found would be asked for without end.
        retryWhere(({ kind }, device) => kind === 'missing' && found[device] > seen[device]);
        seen = found;
      });
      const stopPermissions = MEDIA_DEVICES.map((device) =>
        watchPermission(device, () => retryWhere((_problem, refused) => refused === device)),
      );
      return () => {
        stopDevices();
        for (const stop of stopPermissions) stop();
        if (isOwner) for (const device of MEDIA_DEVICES) release(device);
        isOwner = false;
        isStarted = false;
        state = initialState(canUse);
      };
    },

    /** Off really lets go of the device. Where it could not be had, asks again. */
    toggle: (device: MediaDevice): void => {
      const { isOn, problem } = state[device];
      if (isOn && problem === null) {
        release(device);
        patchSource(device, { track: null, isOn: false, isPending: false });
      } else {
        patchSource(device, { isOn: true });
        void acquire([device]);
      }
      writeDevicePreferences({ [memoryKeys[device].isOn]: state[device].isOn });
    },

    choose: (device: MediaDevice, id: string): void => {
      writeDevicePreferences({ [memoryKeys[device].id]: id });
      patchSource(device, { chosenId: id });
      if (state[device].isOn) void acquire([device]);
    },

    chooseSpeaker: (id: string): void => {
      writeDevicePreferences({ speakerId: id });
      set({ speakerId: id });
    },

    retry: () => retryWhere(() => true),

    /** Gives the live tracks away: whoever takes them stops them. */
    handOver: (): Record<MediaDevice, MediaStreamTrack | null> => {
      isOwner = false;
      for (const device of MEDIA_DEVICES) questions[device] += 1;
      return { camera: live(state.camera.track), microphone: live(state.microphone.track) };
    },

    /** Joining failed and the page is still here: the tracks are the preview's again. */
    takeBack: (): void => {
      if (!isStarted) return;
      isOwner = true;
      const cutShort = MEDIA_DEVICES.filter((device) => {
        const { isOn, track, problem } = state[device];
        return isOn && problem === null && live(track) === null;
      });
      if (cutShort.length > 0) void acquire(cutShort);
    },
  };
}

function countDevices(): Record<MediaDevice, number> {
  const { cameras, microphones, isKnown } = currentDevices();
  return isKnown
    ? { camera: cameras.length, microphone: microphones.length }
    : { camera: Infinity, microphone: Infinity };
}

function live(track: MediaStreamTrack | null): MediaStreamTrack | null {
  return track?.readyState === 'live' ? track : null;
}

function initialState(canUse: Record<MediaDevice, boolean>): PreviewState {
  const source = (isOn: boolean): PreviewSource => ({
    track: null,
    isOn,
    isPending: isOn,
    problem: null,
    chosenId: null,
  });
  return {
    camera: source(canUse.camera),
    microphone: source(canUse.microphone),
    speakerId: null,
    isReady: false,
  };
}
