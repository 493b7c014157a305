'use client';

import { useEffect, useEffectEvent } from 'react';
import type { Playback } from './createPlayback';
import { type PlayerKeyId, playerKeyOf, pressPlayerKey } from './playerKeys';

const FIELDS = 'input:not([type="range"]), textarea, select, [contenteditable="true"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const PRESSABLES = 'button, a, summary, label, [role="button"]';
/** What the arrows, Home and End mean something of their own to. */
const MOVABLES = 'input[type="range"]:not([data-seek]), [role="tab"], [role="log"], input[type="radio"]';
const MOVES = new Set<PlayerKeyId>(['back5', 'ahead5', 'begin', 'end']);

const isTaken = (id: PlayerKeyId, { target, key }: KeyboardEvent) => {
  if (!(target instanceof Element)) return false;
  if (target.closest(`${FIELDS}, ${OVERLAYS}`)) return true;
  if (MOVES.has(id)) return target.closest(MOVABLES) !== null;
  // Space presses the button that the keyboard has come to.
  return key === ' ' && target.closest(PRESSABLES) !== null && target.matches(':focus-visible');
};

/** The keys of the player, wherever the focus is but in a field, a dialog or a menu. */
export const usePlayerKeys = (
  playback: Playback,
  others: Record<'fullscreen' | 'help', () => void>,
): void => {
  const press = useEffectEvent((id: PlayerKeyId, key: string) => {
    if (id === 'fullscreen' || id === 'help') others[id]();
    else pressPlayerKey(playback, id, key);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const id = playerKeyOf(event);
      if (!id || isTaken(id, event)) return;
      press(id, event.key);
      // Before the slider or a button that was clicked sees it, and the page scrolls.
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
};
