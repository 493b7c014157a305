import { useEffect, useEffectEvent } from 'react';
import { type ShortcutId, shortcutOf } from './shortcuts';

export interface ShortcutHandlers {
  run: (id: Exclude<ShortcutId, 'talk'>) => void;
  /** Space went down: true where it opened the microphone, which it then closes on the way up. */
  talk: () => boolean;
  hush: () => void;
}

const FIELDS = 'input, textarea, select, [contenteditable="true"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const PRESSABLES = 'button, a, summary, [role="button"]';

/** The keys of the call, wherever the focus is but in a field, a dialog or a menu. */
export const useShortcuts = ({ run, talk, hush }: ShortcutHandlers) => {
  const onShortcut = useEffectEvent(run);
  const onTalk = useEffectEvent(talk);
  const onHush = useEffectEvent(hush);

  useEffect(() => {
    let isTalking = false;
    // Space presses a button that the keyboard has come to; one that was merely clicked lets it through.
    let isKeyboardInUse = false;

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') isKeyboardInUse = true;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(`${FIELDS}, ${OVERLAYS}`)) return;
      const id = shortcutOf(event);
      if (!id) return;
      if (id === 'talk') {
        if (isKeyboardInUse && target?.closest(PRESSABLES)) return;
        if (!event.repeat) isTalking = onTalk();
      } else if (!event.repeat) {
        onShortcut(id);
      }
      // Before the focused button sees it: it would take Space for a press.
      event.preventDefault();
      event.stopPropagation();
    };
    const stop = () => {
      if (!isTalking) return;
      isTalking = false;
      onHush();
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key !== ' ' || !isTalking) return;
      event.preventDefault();
      event.stopPropagation();
      stop();
    };
    const onPointerDown = () => {
      isKeyboardInUse = false;
    };

    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keyup', onKeyUp, true);
    window.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('blur', stop);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keyup', onKeyUp, true);
      window.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('blur', stop);
    };
  }, []);
};
