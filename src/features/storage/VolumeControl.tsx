'use client';

import { Volume1, Volume2, VolumeX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/ui/IconButton';
import type { Playback } from './createPlayback';
import { usePlayback } from './usePlayback';

export function VolumeControl({ playback }: { playback: Playback }) {
  const t = useTranslations('recordings');
  const volume = usePlayback(playback, (state) => state.volume);
  const isMuted = usePlayback(playback, (state) => state.isMuted);
  const heard = isMuted ? 0 : volume;
  const Icon = heard === 0 ? VolumeX : heard < 0.5 ? Volume1 : Volume2;
  return (
    <div className="flex items-center">
      <IconButton
        label={isMuted ? t('unmute') : t('mute')}
        shortcut="M"
        size="sm"
        variant="stage"
        className="bg-transparent!"
        onPress={playback.toggleMuted}
      >
        <Icon />
      </IconButton>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={heard}
        onChange={(event) => playback.setVolume(event.target.valueAsNumber)}
        aria-label={t('volume')}
        aria-valuetext={t('percent', { percent: Math.round(heard * 100) })}
        className="h-8 w-20 cursor-pointer accent-on-stage max-sm:hidden pointer-coarse:hidden"
      />
    </div>
  );
}
