import { useSyncExternalStore } from 'react';

const KEY = 'webmtg.chat.sound';

const listeners = new Set<() => void>();
let chosen: boolean | null = null;

const read = () => {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
};

/** Whether a new message makes a sound. */
export const isSoundOn = (): boolean => (chosen ??= read());

export const setSoundOn = (isOn: boolean) => {
  chosen = isOn;
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off');
  } catch {
    // Storage is forbidden: the choice lives as long as the page.
  }
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useIsSoundOn = () => useSyncExternalStore(subscribe, isSoundOn, () => true);
