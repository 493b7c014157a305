'use client';

import { useSyncExternalStore } from 'react';
import type { Playback, PlaybackState } from './createPlayback';

/** A part of what a playback is at. `pick` must give the same value, not only an equal one, while that part is the same. */
export const usePlayback = <T>(playback: Playback, pick: (state: PlaybackState) => T): T =>
  useSyncExternalStore(
    playback.subscribe,
    () => pick(playback.state()),
    () => pick(playback.state()),
  );
