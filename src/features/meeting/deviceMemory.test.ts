import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDevicePreferences, writeDevicePreferences } from './deviceMemory';

const fresh = {
  cameraId: null,
  microphoneId: null,
  speakerId: null,
  isCameraOn: true,
  isMicrophoneOn: true,
};

const items = new Map<string, string>();

beforeEach(() => {
  items.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('device preferences', () => {
  it('has both on and nothing chosen at first, and on the server', () => {
    expect(readDevicePreferences()).toEqual(fresh);
    vi.unstubAllGlobals();
    expect(readDevicePreferences()).toEqual(fresh);
  });

  it('keeps what a later patch leaves out', () => {
    writeDevicePreferences({ cameraId: 'c1', isCameraOn: false });
    writeDevicePreferences({ speakerId: 's1' });
    expect(readDevicePreferences()).toEqual({ ...fresh, cameraId: 'c1', speakerId: 's1', isCameraOn: false });
  });

  it.each(['{', 'null', '7', '[]', '"x"', '{"cameraId":7,"microphoneId":"","isCameraOn":"no"}'])(
    'reads nonsense as nothing: %s',
    (text) => {
      items.set('webmtg.devices', text);
      expect(readDevicePreferences()).toEqual(fresh);
    },
  );

  it('lives with storage that is forbidden', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    writeDevicePreferences({ isCameraOn: false });
    expect(readDevicePreferences()).toEqual(fresh);
  });
});
