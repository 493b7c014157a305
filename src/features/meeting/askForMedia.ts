import { mediaProblemOf, type MediaDevice, type MediaProblem } from './mediaProblem';

export type Asked = { track: MediaStreamTrack } | { problem: MediaProblem };
export type DeviceIds = Record<MediaDevice, string | null>;

/** Opens the devices with one question; where that fails, each alone, so that one can do without the other. */
export async function askForMedia(
  wanted: readonly MediaDevice[],
  ids: DeviceIds,
): Promise<Map<MediaDevice, Asked>> {
  if (!('mediaDevices' in navigator)) {
    const kind = window.isSecureContext ? 'unsupported' : 'insecure';
    return new Map(wanted.map((device) => [device, { problem: { kind, device } }]));
  }
  try {
    return await open(wanted, ids, await listedIds());
  } catch (error) {
    return await askAlone(wanted, ids, error);
  }
}

async function askAlone(
  wanted: readonly MediaDevice[],
  ids: DeviceIds,
  error: unknown,
): Promise<Map<MediaDevice, Asked>> {
  const answers = new Map<MediaDevice, Asked>();
  const worthAsking = wanted.length > 1 ? await devicesToAskAlone(wanted, error) : [];
  for (const device of wanted) {
    let reason = error;
    if (worthAsking.includes(device)) {
      try {
        for (const [opened, answer] of await open([device], ids, NONE)) answers.set(opened, answer);
        continue;
      } catch (alone) {
        reason = alone;
      }
    }
    answers.set(device, { problem: mediaProblemOf(reason, device) });
  }
  return answers;
}

async function open(
  wanted: readonly MediaDevice[],
  ids: DeviceIds,
  listed: ReadonlySet<string>,
): Promise<Map<MediaDevice, Asked>> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: wanted.includes('camera') && {
      ...preferring(ids.camera, listed),
      width: { ideal: 1280 },
      height: { ideal: 720 },
    },
    audio: wanted.includes('microphone') && {
      ...preferring(ids.microphone, listed),
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
  });
  return new Map(
    stream
      .getTracks()
      .map((track): [MediaDevice, Asked] => [track.kind === 'video' ? 'camera' : 'microphone', { track }]),
  );
}

const NONE: ReadonlySet<string> = new Set();

/** The ids that the browser tells, which it does once it has been allowed. */
async function listedIds(): Promise<ReadonlySet<string>> {
  try {
    return new Set((await navigator.mediaDevices.enumerateDevices()).map(({ deviceId }) => deviceId));
  } catch {
    return NONE;
  }
}

/** Chromium at times opens the default one for an `ideal` id, even when that device is there: it then has to be `exact`. */
function preferring(id: string | null, listed: ReadonlySet<string>): MediaTrackConstraints {
  if (id === null) return {};
  return { deviceId: listed.has(id) ? { exact: id } : { ideal: id } };
}

/**
 * After a refusal, only a device that the person has not just refused is asked for: one that is allowed
 * already, or one that was never put to them because the other is blocked.
 */
async function devicesToAskAlone(
  wanted: readonly MediaDevice[],
  error: unknown,
): Promise<readonly MediaDevice[]> {
  if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return wanted;
  const states = await Promise.all(wanted.map(permissionOf));
  if (states.includes('unknown')) return wanted;
  const isOneBlocked = states.includes('denied');
  return wanted.filter((_, index) => {
    const state = states[index];
    return state === 'granted' || (state === 'prompt' && isOneBlocked);
  });
}

async function permissionOf(device: MediaDevice): Promise<PermissionState | 'unknown'> {
  try {
    return (await navigator.permissions.query({ name: device })).state;
  } catch {
    return 'unknown';
  }
}
