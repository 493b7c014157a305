import { describe, expect, it } from 'vitest';
import en from '../../../messages/en.json';
import ja from '../../../messages/ja.json';
import { SHORTCUTS, shortcutOf } from './shortcuts';

const press = (key: string, modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...modifiers });

describe('shortcutOf', () => {
  it('knows single keys, whatever caps lock says', () => {
    expect(press('m')).toBe('microphone');
    expect(press('M')).toBe('microphone');
    expect(press(' ')).toBe('talk');
    expect(press('?')).toBe('help');
    expect(press('x')).toBeNull();
  });

  it('takes Ctrl or Command for the second way only', () => {
    expect(press('d', { ctrlKey: true })).toBe('microphone');
    expect(press('e', { metaKey: true })).toBe('camera');
    expect(press('d')).toBeNull();
    expect(press('s', { ctrlKey: true })).toBeNull();
    expect(press('m', { altKey: true })).toBeNull();
  });

  it('gives each key one meaning and each meaning words in both languages', () => {
    const keys = SHORTCUTS.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { id } of SHORTCUTS) {
      expect(en.call.shortcuts[id]).toBeTruthy();
      expect(ja.call.shortcuts[id]).toBeTruthy();
    }
  });
});
