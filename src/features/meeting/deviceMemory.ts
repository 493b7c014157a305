export interface DevicePreferences {
  cameraId: string | null;
  microphoneId: string | null;
  speakerId: string | null;
  isCameraOn: boolean;
  isMicrophoneOn: boolean;
}

const KEY = 'webmtg.devices';

export function readDevicePreferences(): DevicePreferences {
  const stored = parse(readItem());
  return {
    cameraId: idIn(stored['cameraId']),
    microphoneId: idIn(stored['microphoneId']),
    speakerId: idIn(stored['speakerId']),
    isCameraOn: stored['isCameraOn'] !== false,
    isMicrophoneOn: stored['isMicrophoneOn'] !== false,
  };
}

/** Changes what is remembered on this device; what the patch leaves out stays. */
export function writeDevicePreferences(patch: Partial<DevicePreferences>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readDevicePreferences(), ...patch }));
  } catch {
    // Storage that is full or forbidden: the choice holds for this page.
  }
}

function readItem(): string | null {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function idIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
