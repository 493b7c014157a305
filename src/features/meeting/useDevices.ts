import { useSyncExternalStore } from 'react';

export interface Devices {
  cameras: readonly MediaDeviceInfo[];
  microphones: readonly MediaDeviceInfo[];
  speakers: readonly MediaDeviceInfo[];
  /** False until the browser has answered for the first time. */
  isKnown: boolean;
}

const NONE: Devices = { cameras: [], microphones: [], speakers: [], isKnown: false };

let devices = NONE;
const listeners = new Set<() => void>();

/** What is plugged in, as the browser tells it: names and ids only after a permission was given. */
export function useDevices(): Devices {
  return useSyncExternalStore(subscribeDevices, currentDevices, noDevices);
}

export function currentDevices(): Devices {
  return devices;
}

export function subscribeDevices(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    if (canList()) navigator.mediaDevices.addEventListener('devicechange', refreshDevices);
    refreshDevices();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && canList()) {
      navigator.mediaDevices.removeEventListener('devicechange', refreshDevices);
    }
  };
}

/** Asks again: a permission that was just given uncovers the names. */
export function refreshDevices(): void {
  // A browser that refuses the list leaves the last one standing: the defaults still work.
  listDevices().catch(() => undefined);
}

async function listDevices(): Promise<void> {
  if (!canList()) return;
  const all = await navigator.mediaDevices.enumerateDevices();
  const ofKind = (kind: MediaDeviceKind) => all.filter((device) => device.kind === kind);
  devices = {
    cameras: ofKind('videoinput'),
    microphones: ofKind('audioinput'),
    speakers: ofKind('audiooutput'),
    isKnown: true,
  };
  for (const listener of listeners) listener();
}

function noDevices(): Devices {
  return NONE;
}

// Outside a secure context there is no `mediaDevices` at all, whatever its type says.
function canList(): boolean {
  return 'mediaDevices' in navigator;
}
