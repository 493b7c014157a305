export type ShortcutId =
  | 'microphone'
  | 'talk'
  | 'camera'
  | 'share'
  | 'people'
  | 'chat'
  | 'record'
  | 'hand'
  | 'fullscreen'
  | 'previousPage'
  | 'nextPage'
  | 'help';

export interface Shortcut {
  id: ShortcutId;
  /** `KeyboardEvent.key`, in lower case. */
  key: string;
  /** A second way, with Ctrl or Command. */
  withCommand?: string;
  /** What a key cap shows. */
  cap: string;
}

/** Every key of the call: what the keyboard does and what the `?` dialog says are read from here alone. */
export const SHORTCUTS: readonly Shortcut[] = [
  { id: 'microphone', key: 'm', withCommand: 'd', cap: 'M' },
  { id: 'talk', key: ' ', cap: 'Space' },
  { id: 'camera', key: 'v', withCommand: 'e', cap: 'V' },
  { id: 'share', key: 's', cap: 'S' },
  { id: 'people', key: 'p', cap: 'P' },
  { id: 'chat', key: 'c', cap: 'C' },
  { id: 'hand', key: 'h', cap: 'H' },
  { id: 'record', key: 'r', cap: 'R' },
  { id: 'fullscreen', key: 'f', cap: 'F' },
  { id: 'previousPage', key: 'arrowleft', cap: '←' },
  { id: 'nextPage', key: 'arrowright', cap: '→' },
  { id: 'help', key: '?', cap: '?' },
];

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** What a key press asks for, or null. */
export const shortcutOf = ({ key, ctrlKey, metaKey, altKey }: KeyPress): ShortcutId | null => {
  if (altKey) return null;
  const pressed = key.toLowerCase();
  const hasCommand = ctrlKey || metaKey;
  const found = SHORTCUTS.find((shortcut) =>
    hasCommand ? shortcut.withCommand === pressed : shortcut.key === pressed,
  );
  return found?.id ?? null;
};

/** The key cap of a shortcut, for tooltips. */
export const capOf = (id: ShortcutId): string => SHORTCUTS.find((shortcut) => shortcut.id === id)?.cap ?? '';
