'use client';

import { Keyboard, Maximize, Minimize, Pause, PictureInPicture2, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '@/ui/IconButton';
import { clock } from '@/ui/clock';
import type { Playback } from './createPlayback';
import { SeekBar } from './SeekBar';
import { usePlayback } from './usePlayback';
import { useSpokenTime } from './useSpokenTime';
import { VolumeControl } from './VolumeControl';
import type { Watchable } from './watchable';

interface Toggle {
  isOn: boolean;
  toggle: () => void;
}

export interface PlayerControlsProps {
  playback: Playback;
  watchable: Watchable;
  /** Null where the browser has none. */
  fullscreen: Toggle | null;
  pictureInPicture: Toggle | null;
  menu: ReactNode;
  onHelp: () => void;
}

/** Under the picture and never over it: what was recorded has names and shared screens to its edges. */
export function PlayerControls({
  playback,
  watchable,
  fullscreen,
  pictureInPicture,
  menu,
  onHelp,
}: PlayerControlsProps) {
  const t = useTranslations('recordings');
  const isPaused = usePlayback(playback, (state) => state.isPaused);
  return (
    <div className="shrink-0 px-3 pb-2 sm:px-4">
      <SeekBar playback={playback} watchable={watchable} />
      <div className="flex items-center gap-1">
        <Control label={isPaused ? t('play') : t('pause')} shortcut="K" onPress={playback.toggle}>
          {isPaused ? <Play className="fill-current" /> : <Pause className="fill-current" />}
        </Control>
        <VolumeControl playback={playback} />
        <Place playback={playback} />
        <span className="flex-1" />
        {menu}
        <span className="max-sm:hidden pointer-coarse:hidden">
          <Control label={t('keys')} shortcut="?" onPress={onHelp}>
            <Keyboard />
          </Control>
        </span>
        {pictureInPicture && (
          <Control
            label={pictureInPicture.isOn ? t('leavePictureInPicture') : t('pictureInPicture')}
            onPress={pictureInPicture.toggle}
          >
            <PictureInPicture2 />
          </Control>
        )}
        {fullscreen && (
          <Control
            label={fullscreen.isOn ? t('leaveFullscreen') : t('fullscreen')}
            shortcut="F"
            onPress={fullscreen.toggle}
          >
            {fullscreen.isOn ? <Minimize /> : <Maximize />}
          </Control>
        )}
      </div>
    </div>
  );
}

interface ControlProps {
  label: string;
  shortcut?: string;
  onPress: () => void;
  children: ReactNode;
}

function Control(props: ControlProps) {
  return (
    <IconButton {...props} size="sm" variant="stage" className="bg-transparent! hover:bg-stage-hover!" />
  );
}

function Place({ playback }: { playback: Playback }) {
  const t = useTranslations('recordings');
  const spoken = useSpokenTime();
  const time = usePlayback(playback, (state) => Math.floor(state.time));
  const duration = usePlayback(playback, (state) => state.duration);
  return (
    <span className="px-1.5 text-xs whitespace-nowrap text-on-stage-soft tabular-nums sm:text-sm">
      <span aria-hidden="true">
        <span className="text-on-stage">{clock(time)}</span> / {clock(duration)}
      </span>
      <span className="sr-only">{t('time', { time: spoken(time), total: spoken(duration) })}</span>
    </span>
  );
}
